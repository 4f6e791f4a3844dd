/**
 * What the simulator costs, side by side with what people would use instead. {@link org.rbd4j.bench.Bench} runs the
 * {@link org.rbd4j.bench.Comparisons}; what is measured is a JMH benchmark each.
 */
@NullMarked
package org.rbd4j.bench;

import org.jspecify.annotations.NullMarked;
