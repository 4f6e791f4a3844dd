/** Whether concurrent calls of the simulator answer as if they came one after the other. */
@NullMarked
package org.rbd4j.conformance.sim.linearizability;

import org.jspecify.annotations.NullMarked;
