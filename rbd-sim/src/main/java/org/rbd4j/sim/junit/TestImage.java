package org.rbd4j.sim.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.rbd4j.Feature;

/**
 * What the image is like that a parameter of type {@link org.rbd4j.Image} gets; without the annotation, all is as by default.
 */
@Target(ElementType.PARAMETER)
@Retention(RetentionPolicy.RUNTIME)
@Documented
public @interface TestImage {
    /**
     * The image's name. An image of that name that is there already, as from a {@link SimFixture}, is opened as it is, whatever
     * else is said here.
     *
     * @return the name; empty for one that no image has
     */
    String name() default "";

    /**
     * The image's size.
     *
     * @return the size in bytes; by default 16 MiB
     */
    long sizeInBytes() default 16L << 20;

    /**
     * The binary logarithm of the object size.
     *
     * @return 12 to 25; 0 for the cluster's default
     */
    int order() default 0;

    /**
     * The features, and no others.
     *
     * @return the features; none for the cluster's default
     */
    Feature[] features() default {};

    /**
     * The stripe unit.
     *
     * @return the unit in bytes; 0, with a count of 0, for no striping
     */
    long stripeUnitInBytes() default 0;

    /**
     * How many objects a stripe spans.
     *
     * @return the count; 0, with a unit of 0, for no striping
     */
    long stripeCount() default 0;
}
