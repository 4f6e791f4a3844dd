package org.rbd4j.sim.librbd;

/**
 * Names the snapshot that a clone was made from.
 *
 * @param poolId the parent's pool
 * @param imageId the parent
 * @param snapId its snapshot
 */
record ParentSpec(long poolId, String imageId, long snapId) {}
