package org.rbd4j;

/** There is no such image or snapshot: errno 2, ENOENT. */
public final class ImageNotFoundException extends RbdException {
    private static final long serialVersionUID = 1L;

    /**
     * Creates the exception.
     *
     * @param message the operation, the image and the numbers in it
     */
    public ImageNotFoundException(String message) {
        super(Errno.ENOENT, message);
    }
}
