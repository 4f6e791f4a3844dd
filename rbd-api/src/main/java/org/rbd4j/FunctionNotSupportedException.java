package org.rbd4j;

/** The image, or the installed library, lacks the function: errno 38, ENOSYS. */
public final class FunctionNotSupportedException extends RbdException {
    private static final long serialVersionUID = 1L;

    /**
     * Creates the exception.
     *
     * @param message the operation, the image and the numbers in it
     */
    public FunctionNotSupportedException(String message) {
        super(Errno.ENOSYS, message);
    }
}
