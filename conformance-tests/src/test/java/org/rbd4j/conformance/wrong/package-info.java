/**
 * Does the suite see? Simulators with one wrong rule each, made of the simulator's own source or of rbd-api's channel, and what
 * catches them: a law, the table of what failed requests leave, or where neither can know, what librbd answered.
 */
@NullMarked
package org.rbd4j.conformance.wrong;

import org.jspecify.annotations.NullMarked;
