package org.rbd4j;

/**
 * An earlier call on the handle ended in {@link RbdTimeoutException} at the connection's deadline and is still inside the library,
 * so that nobody may enter any more. Whoever goes on opens another handle. Only an implementation that can be kept waiting for
 * ever has such a deadline. It has no errno.
 */
public final class HandleLostException extends HandleClosedException {
    private static final long serialVersionUID = 1L;

    /**
     * Creates the exception.
     *
     * @param message the operation, the image, and the call that did not end
     */
    public HandleLostException(String message) {
        super(message);
    }
}
