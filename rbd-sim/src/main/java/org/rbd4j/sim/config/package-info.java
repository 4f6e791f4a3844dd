/** Ceph's options: their names, and how their values are read and checked. */
@NullMarked
package org.rbd4j.sim.config;

import org.jspecify.annotations.NullMarked;
