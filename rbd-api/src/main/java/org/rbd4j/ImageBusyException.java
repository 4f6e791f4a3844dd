package org.rbd4j;

/** The image, snapshot or lock is in use: errno 16, EBUSY. */
public final class ImageBusyException extends RbdException {
    private static final long serialVersionUID = 1L;

    /**
     * Creates the exception.
     *
     * @param message the operation, the image and the numbers in it
     */
    public ImageBusyException(String message) {
        super(Errno.EBUSY, message);
    }
}
