package org.rbd4j.sim.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The static method that prepares the cluster with which each test of its class begins; a class has one at most, its own or an
 * inherited one, and without one has that of the class around it.
 *
 * <p>Its parameters are those that a test may have, {@link TestImage} included. What it is given is closed when it
 * returns. The pools and options are those of the tests. How often it runs is not promised, for the cluster that it leaves is the
 * same each time; so it had better depend on nothing but its parameters.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@Documented
public @interface SimFixture {}
