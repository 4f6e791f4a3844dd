package org.rbd4j;

/** The cluster is full: errno 28, ENOSPC. */
public final class NoSpaceException extends RbdException {
    private static final long serialVersionUID = 1L;

    /**
     * Creates the exception.
     *
     * @param message the operation, the image and the numbers in it
     */
    public NoSpaceException(String message) {
        super(Errno.ENOSPC, message);
    }
}
