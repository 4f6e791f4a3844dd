/** The Java that the project's README shows. */
@NullMarked
package org.rbd4j.readme;

import org.jspecify.annotations.NullMarked;
