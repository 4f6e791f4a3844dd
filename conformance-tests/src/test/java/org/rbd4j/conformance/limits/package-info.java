/** What was tried as the largest of everything, on each implementation; the table in README is what this prints. */
@NullMarked
package org.rbd4j.conformance.limits;

import org.jspecify.annotations.NullMarked;
