package org.rbd4j;

/** The pool's quota is used up: errno 122, EDQUOT. */
public final class DiskQuotaExceededException extends RbdException {
    private static final long serialVersionUID = 1L;

    /**
     * Creates the exception.
     *
     * @param message the operation, the image and the numbers in it
     */
    public DiskQuotaExceededException(String message) {
        super(Errno.EDQUOT, message);
    }
}
