/**
 * Gives each test a simulated cluster of its own: {@link org.rbd4j.sim.junit.RbdSimTest} for JUnit Jupiter,
 * {@link org.rbd4j.sim.junit.RbdSimProperty} for jqwik. Nothing else in the simulator needs either of the two.
 */
@NullMarked
package org.rbd4j.sim.junit;

import org.jspecify.annotations.NullMarked;
