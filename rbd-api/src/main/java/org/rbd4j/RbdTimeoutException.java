package org.rbd4j;

/** The operation did not end in time, or would never end: errno 110, ETIMEDOUT. */
public final class RbdTimeoutException extends RbdException {
    private static final long serialVersionUID = 1L;

    /**
     * Creates the exception.
     *
     * @param message the operation, the image and the numbers in it
     */
    public RbdTimeoutException(String message) {
        super(Errno.ETIMEDOUT, message);
    }
}
