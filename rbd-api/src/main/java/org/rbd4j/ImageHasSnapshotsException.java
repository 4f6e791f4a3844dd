package org.rbd4j;

/** The image still has snapshots: errno 39, ENOTEMPTY. */
public final class ImageHasSnapshotsException extends RbdException {
    private static final long serialVersionUID = 1L;

    /**
     * Creates the exception.
     *
     * @param message the operation, the image and the numbers in it
     */
    public ImageHasSnapshotsException(String message) {
        super(Errno.ENOTEMPTY, message);
    }
}
