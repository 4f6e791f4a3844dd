/**
 * Does the suite see? Simulators with one wrong rule each, made of the simulator's own source or of rbd-api's channel, and what
 * catches them: a law, or where no law can know, the lockstep with the right simulator.
 */
@NullMarked
package org.rbd4j.conformance.wrong;

import org.jspecify.annotations.NullMarked;
