/** The Java that this module's README shows, and what the project's pages name. */
@NullMarked
package org.rbd4j.readme;

import org.jspecify.annotations.NullMarked;
