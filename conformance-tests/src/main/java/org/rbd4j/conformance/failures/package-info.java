/**
 * What a call answers and what it leaves when one of its RADOS requests fails.
 *
 * <p>A {@link org.rbd4j.conformance.failures.Scenario} is a call on a pool that holds what the call needs.
 * {@link org.rbd4j.conformance.failures.FailedRequests#librbd()} is the table of what librbd answered and left on a real cluster, request by
 * request; {@link org.rbd4j.conformance.failures.PoolFacts} tells what a pool holds in the words of that table.
 */
@NullMarked
package org.rbd4j.conformance.failures;

import org.jspecify.annotations.NullMarked;
