/**
 * Programs that mean no good: every public method of the interface with arguments that nobody should pass, through handles that others
 * close, with no memory and no stack left. Each runs in a JVM of its own, which may crash and hang as it likes; {@link
 * org.rbd4j.conformance.hostile.HostileRun} counts how often it does.
 */
@NullMarked
package org.rbd4j.conformance.hostile;

import org.jspecify.annotations.NullMarked;
