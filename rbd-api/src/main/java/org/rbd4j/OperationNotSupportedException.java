package org.rbd4j;

/** The cluster does not support the operation: errno 95, EOPNOTSUPP. */
public final class OperationNotSupportedException extends RbdException {
    private static final long serialVersionUID = 1L;

    /**
     * Creates the exception.
     *
     * @param message the operation, the image and the numbers in it
     */
    public OperationNotSupportedException(String message) {
        super(Errno.EOPNOTSUPP, message);
    }
}
