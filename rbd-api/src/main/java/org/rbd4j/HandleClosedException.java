package org.rbd4j;

/**
 * The connection, the pool, the image or the simulated cluster was closed before the call, by {@code close()} on it or on what
 * it was opened from; or, as {@link HandleLostException} says, it was lost. The call did nothing, and no later one on this handle
 * will. It has no errno.
 */
public sealed class HandleClosedException extends RbdException permits HandleLostException {
    private static final long serialVersionUID = 1L;

    /**
     * Creates the exception.
     *
     * @param message the operation, the image, and what is closed
     */
    public HandleClosedException(String message) {
        super(0, message);
    }
}
