/**
 * Two implementations walk side by side: one random program runs on both, and every answer is compared at its step.
 *
 * <p>A {@link org.rbd4j.conformance.lockstep.Program} is plain data. What its steps refer to ("the second newest handle") is
 * found at run time among what exists, so that a program keeps its meaning when steps are taken out of it. A
 * {@link org.rbd4j.conformance.lockstep.Lockstep} runs it and ends in a {@link org.rbd4j.conformance.lockstep.Divergence} at the
 * first difference.
 *
 * <p>A {@link org.rbd4j.conformance.lockstep.Transcript} keeps what one of them answered, for where it cannot run.
 */
@NullMarked
package org.rbd4j.conformance.lockstep;

import org.jspecify.annotations.NullMarked;
