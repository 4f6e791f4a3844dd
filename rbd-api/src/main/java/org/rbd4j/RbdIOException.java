package org.rbd4j;

/** The cluster could not read or write: errno 5, EIO. */
public final class RbdIOException extends RbdException {
    private static final long serialVersionUID = 1L;

    /**
     * Creates the exception.
     *
     * @param message the operation, the image and the numbers in it
     */
    public RbdIOException(String message) {
        super(Errno.EIO, message);
    }
}
