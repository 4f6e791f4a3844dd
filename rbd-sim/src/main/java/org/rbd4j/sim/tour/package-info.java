/** A walk through snapshots, clones, diffs and rollback on a real file, against any implementation of the api. */
@NullMarked
package org.rbd4j.sim.tour;

import org.jspecify.annotations.NullMarked;
