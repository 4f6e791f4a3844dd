package org.rbd4j;

/** The handle cannot write: it is read-only, has a snapshot selected, or may not have the lock: errno 30, EROFS. */
public final class ReadOnlyImageException extends RbdException {
    private static final long serialVersionUID = 1L;

    /**
     * Creates the exception.
     *
     * @param message the operation, the image and the numbers in it
     */
    public ReadOnlyImageException(String message) {
        super(Errno.EROFS, message);
    }
}
