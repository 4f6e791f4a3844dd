package org.rbd4j;

/** The operation was cancelled: errno 125, ECANCELED. */
public final class OperationCanceledException extends RbdException {
    private static final long serialVersionUID = 1L;

    /**
     * Creates the exception.
     *
     * @param message the operation, the image and the numbers in it
     */
    public OperationCanceledException(String message) {
        super(Errno.ECANCELED, message);
    }
}
