package org.rbd4j.sim.rados;

import java.util.Optional;

/**
 * The answer of the operation list_snaps on one object.
 *
 * @param snapSet the clones and their overlap
 * @param headSize the head's size in bytes; empty if there is no head
 */
public record ObjectHistory(SnapSet snapSet, Optional<Long> headSize) {}
