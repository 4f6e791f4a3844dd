/** The simulator's requests fail one by one, as librbd's did on a real cluster: what only a layer within the simulator can do. */
@NullMarked
package org.rbd4j.sim;

import org.jspecify.annotations.NullMarked;
