package org.rbd4j.sim.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * The static method that prepares a cluster, once for its class's tests or for a property's tries, of which each gets a fork. A
 * class has one at most, its own or an inherited one, and without one has that of the class around it.
 *
 * <p>Its parameters are those that a test may have, {@link TestImage} included. What it is given is closed when it
 * returns. The pools and options are those of the tests, so that it runs once more for tests that want others.
 */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@Documented
public @interface SimFixture {}
