package org.rbd4j;

/** The image, the installed library, or an implementation that is older than the method lacks the function: errno 38, ENOSYS. */
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

    /**
     * What a method ends in by default that came after the first release of its interface.
     *
     * @param method interface and name, as {@code Image.createdAt}
     * @param implementation whose method it is
     */
    static FunctionNotSupportedException newerThan(Object implementation, String method) {
        return new FunctionNotSupportedException(
                method + ": " + implementation.getClass().getName() + " does not implement this method");
    }
}
