package org.rbd4j;

/** A number lies outside the range that librbd accepts: errno 33, EDOM. */
public final class ArgumentOutOfRangeException extends RbdException {
    private static final long serialVersionUID = 1L;

    /**
     * Creates the exception.
     *
     * @param message the operation, the image and the numbers in it
     */
    public ArgumentOutOfRangeException(String message) {
        super(Errno.EDOM, message);
    }
}
