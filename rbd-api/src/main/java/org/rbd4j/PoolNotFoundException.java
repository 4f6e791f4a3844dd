package org.rbd4j;

/** There is no such pool: errno 2, ENOENT. */
public final class PoolNotFoundException extends RbdException {
    private static final long serialVersionUID = 1L;

    /**
     * Creates the exception.
     *
     * @param message the operation, the image and the numbers in it
     */
    public PoolNotFoundException(String message) {
        super(Errno.ENOENT, message);
    }
}
