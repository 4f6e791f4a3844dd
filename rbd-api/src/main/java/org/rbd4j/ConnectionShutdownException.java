package org.rbd4j;

/** The client was shut down or blocklisted: errno 108, ESHUTDOWN. */
public final class ConnectionShutdownException extends RbdException {
    private static final long serialVersionUID = 1L;

    /**
     * Creates the exception.
     *
     * @param message the operation, the image and the numbers in it
     */
    public ConnectionShutdownException(String message) {
        super(Errno.ESHUTDOWN, message);
    }
}
