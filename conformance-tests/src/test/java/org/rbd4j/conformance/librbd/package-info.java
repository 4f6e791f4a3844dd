/** The contracts and the lockstep on librbd itself, with a cluster that the tests start. */
@NullMarked
package org.rbd4j.conformance.librbd;

import org.jspecify.annotations.NullMarked;
