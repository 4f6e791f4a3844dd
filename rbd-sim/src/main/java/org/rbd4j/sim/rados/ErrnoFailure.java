package org.rbd4j.sim.rados;

/** An errno that the cluster or librbd answers with, and the reason in words. The outermost layer adds which call it was. */
public class ErrnoFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** The positive errno. */
    private final int errno;

    /**
     * Creates the failure.
     *
     * @param errno a positive errno
     * @param reason why
     */
    public ErrnoFailure(int errno, String reason) {
        super(reason, null, false, false);
        this.errno = errno;
    }

    /**
     * The errno.
     *
     * @return a positive errno
     */
    public int errno() {
        return errno;
    }
}
