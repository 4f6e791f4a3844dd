/**
 * The laws that every implementation of {@link org.rbd4j.Rados} keeps, one contract per capability.
 *
 * <p>An implementation proves itself with a subclass of each contract that says where its cluster is:
 *
 * <pre>{@code
 * class OurImageIoTest extends ImageIoContract {
 *     @Override
 *     protected ConformanceTarget target() {
 *         return options -> Rados.connect("ours:/etc/ceph/ceph.conf", options);
 *     }
 * }
 * }</pre>
 *
 * <p>A contract holds JUnit tests and jqwik properties; both engines must be on the class path. What it asks is what librbd
 * 1.16.0 was seen to answer on a real cluster.
 */
@NullMarked
package org.rbd4j.conformance;

import org.jspecify.annotations.NullMarked;
