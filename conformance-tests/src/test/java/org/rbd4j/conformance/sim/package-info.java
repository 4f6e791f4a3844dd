/** The contracts on the simulator, and what of the suite itself can be tested without Ceph. */
@NullMarked
package org.rbd4j.conformance.sim;

import org.jspecify.annotations.NullMarked;
