package org.rbd4j.sim.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import net.jqwik.api.lifecycle.AddLifecycleHook;

/**
 * Each try of the annotated jqwik property, or of the properties of the annotated class, has a simulated cluster of its own.
 *
 * <p>What {@link RbdSimTest} says of a test is said here of a try: parameters without {@code @ForAll}, also those of methods
 * with {@code @BeforeTry} or {@code @AfterTry}, what is closed after it, what is reported, and which annotation counts.
 */
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Inherited
@AddLifecycleHook(RbdSimHook.class)
@SuppressWarnings("exports")
public @interface RbdSimProperty {
    /**
     * The pools that are there from the start.
     *
     * @return the names, in the order of creation
     */
    String[] pools() default {"rbd"};

    /**
     * Options that every client has unless it connects with another value.
     *
     * @return each by Ceph's name, such as {@code "rbd_cache=false"}
     */
    String[] options() default {};

    /**
     * How many calls a failed try shows.
     *
     * @return the most calls, with the operations of each; 0 shows none
     */
    int trace() default 200;

    /**
     * Whether a try fails that leaves a handle open, instead of a warning and an entry in the report.
     *
     * @return true if it fails
     */
    boolean failOnLeak() default false;
}
