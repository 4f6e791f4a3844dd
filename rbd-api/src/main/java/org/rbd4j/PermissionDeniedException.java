package org.rbd4j;

/**
 * The caller's credentials do not allow the operation, or the pool that the data was in has been deleted: errno 1, EPERM. librbd
 * tells both by the same number.
 */
public final class PermissionDeniedException extends RbdException {
    private static final long serialVersionUID = 1L;

    /**
     * Creates the exception.
     *
     * @param message the operation, the image and the numbers in it
     */
    public PermissionDeniedException(String message) {
        super(Errno.EPERM, message);
    }
}
