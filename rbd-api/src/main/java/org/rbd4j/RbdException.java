package org.rbd4j;

/**
 * A call that librbd, or this library before it, refused or could not finish. What was refused changed nothing, unless the method
 * says otherwise; what the cluster failed half way left what librbd leaves, which is nearly always what was there before.
 */
public class RbdException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** The errno; 0 where there is none. */
    private final int errno;

    /**
     * Creates the exception.
     *
     * @param errno librbd's errno, positive; 0 where there is none
     * @param message the operation, the image and the numbers in it
     */
    protected RbdException(int errno, String message) {
        super(errno == 0 ? message : message + " (" + errno + ", " + Errno.name(errno) + ")");
        this.errno = errno;
    }

    /**
     * Creates the exception that stands for an errno: a subclass where there is one, else this class itself.
     *
     * @param errno a positive errno, as librbd returned it with its sign turned
     * @param message the operation, the image and the numbers in it
     * @return the exception, to be thrown by the caller
     */
    public static RbdException of(int errno, String message) {
        return switch (errno) {
            case Errno.EPERM -> new PermissionDeniedException(message);
            case Errno.ENOENT -> new ImageNotFoundException(message);
            case Errno.EIO -> new RbdIOException(message);
            case Errno.EBUSY -> new ImageBusyException(message);
            case Errno.EEXIST -> new ImageExistsException(message);
            case Errno.EINVAL -> new InvalidArgumentException(message);
            case Errno.ENOSPC -> new NoSpaceException(message);
            case Errno.EROFS -> new ReadOnlyImageException(message);
            case Errno.EDOM -> new ArgumentOutOfRangeException(message);
            case Errno.ENOSYS -> new FunctionNotSupportedException(message);
            case Errno.ENOTEMPTY -> new ImageHasSnapshotsException(message);
            case Errno.EOPNOTSUPP -> new OperationNotSupportedException(message);
            case Errno.ESHUTDOWN -> new ConnectionShutdownException(message);
            case Errno.ETIMEDOUT -> new RbdTimeoutException(message);
            case Errno.EDQUOT -> new DiskQuotaExceededException(message);
            case Errno.ECANCELED -> new OperationCanceledException(message);
            default -> new RbdException(errno, message);
        };
    }

    /**
     * The errno that librbd answered with.
     *
     * @return a positive errno, see {@link Errno}; 0 where there is none
     */
    public int errno() {
        return errno;
    }
}
