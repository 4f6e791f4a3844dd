/**
 * An app on top of rbd4j, with its tests: volumes that hosts attach one at a time, and their backups. The tests know {@link
 * org.rbd4j.Rados} alone, so they run on the simulator and on a real cluster as they are.
 */
@NullMarked
package org.rbd4j.example;

import org.jspecify.annotations.NullMarked;
