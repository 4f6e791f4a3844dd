/** What the implementations have in common; for nobody else, and free to change. */
@NullMarked
package org.rbd4j.internal;

import org.jspecify.annotations.NullMarked;
