package org.rbd4j;

/** An image, snapshot or lock of that name exists already: errno 17, EEXIST. */
public final class ImageExistsException extends RbdException {
    private static final long serialVersionUID = 1L;

    /**
     * Creates the exception.
     *
     * @param message the operation, the image and the numbers in it
     */
    public ImageExistsException(String message) {
        super(Errno.EEXIST, message);
    }
}
