package org.rbd4j.sim.librbd;

/** Whether a snapshot may be cloned, or removed. */
enum ProtectionStatus {
    /** It may be removed. */
    UNPROTECTED,
    /** It may be neither: somebody looks for its clones. */
    UNPROTECTING,
    /** It may be cloned. */
    PROTECTED
}
