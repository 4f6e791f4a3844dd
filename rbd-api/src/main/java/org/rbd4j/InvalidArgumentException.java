package org.rbd4j;

/** An argument, or the state that the operation needs, is not valid: errno 22, EINVAL. */
public final class InvalidArgumentException extends RbdException {
    private static final long serialVersionUID = 1L;

    /**
     * Creates the exception.
     *
     * @param message the operation, the image and the numbers in it
     */
    public InvalidArgumentException(String message) {
        super(Errno.EINVAL, message);
    }
}
