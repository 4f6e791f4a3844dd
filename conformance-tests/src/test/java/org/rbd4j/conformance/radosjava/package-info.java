/**
 * An older binding, com.ceph:rados 0.6.0, behind the api as it is: what it answers is passed on, what it lacks is a {@link
 * org.rbd4j.conformance.radosjava.MissingCall}, and nothing that it does wrong is put right on the way.
 */
@NullMarked
package org.rbd4j.conformance.radosjava;

import org.jspecify.annotations.NullMarked;
