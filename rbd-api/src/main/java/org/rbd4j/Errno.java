package org.rbd4j;

import java.util.Map;

/** The errno values that librbd is known to answer with, positive as in errno.h of Linux. */
public final class Errno {
    /** Operation not permitted. */
    public static final int EPERM = 1;
    /** No such image, snapshot or pool. */
    public static final int ENOENT = 2;
    /** Input/output error. */
    public static final int EIO = 5;
    /** An image's id is in use. */
    public static final int EBADF = 9;
    /** Busy. */
    public static final int EBUSY = 16;
    /** Exists already. */
    public static final int EEXIST = 17;
    /** Invalid argument. */
    public static final int EINVAL = 22;
    /** No space left. */
    public static final int ENOSPC = 28;
    /** Read-only. */
    public static final int EROFS = 30;
    /** Out of range. */
    public static final int EDOM = 33;
    /** Numerical result out of range. */
    public static final int ERANGE = 34;
    /** Name too long. */
    public static final int ENAMETOOLONG = 36;
    /** Function not implemented. */
    public static final int ENOSYS = 38;
    /** Not empty. */
    public static final int ENOTEMPTY = 39;
    /** An answer that cannot be read. */
    public static final int EBADMSG = 74;
    /** Operation not supported. */
    public static final int EOPNOTSUPP = 95;
    /** The connection was shut down, or the client is blocklisted. */
    public static final int ESHUTDOWN = 108;
    /** Timed out. */
    public static final int ETIMEDOUT = 110;
    /** Disk quota exceeded. */
    public static final int EDQUOT = 122;
    /** Cancelled. */
    public static final int ECANCELED = 125;

    private static final Map<Integer, String> NAMES = Map.ofEntries(
            Map.entry(EPERM, "EPERM"),
            Map.entry(ENOENT, "ENOENT"),
            Map.entry(EIO, "EIO"),
            Map.entry(EBADF, "EBADF"),
            Map.entry(EBUSY, "EBUSY"),
            Map.entry(EEXIST, "EEXIST"),
            Map.entry(EINVAL, "EINVAL"),
            Map.entry(ENOSPC, "ENOSPC"),
            Map.entry(EROFS, "EROFS"),
            Map.entry(EDOM, "EDOM"),
            Map.entry(ERANGE, "ERANGE"),
            Map.entry(ENAMETOOLONG, "ENAMETOOLONG"),
            Map.entry(ENOSYS, "ENOSYS"),
            Map.entry(ENOTEMPTY, "ENOTEMPTY"),
            Map.entry(EBADMSG, "EBADMSG"),
            Map.entry(EOPNOTSUPP, "EOPNOTSUPP"),
            Map.entry(ESHUTDOWN, "ESHUTDOWN"),
            Map.entry(ETIMEDOUT, "ETIMEDOUT"),
            Map.entry(EDQUOT, "EDQUOT"),
            Map.entry(ECANCELED, "ECANCELED"));

    private Errno() {}

    /**
     * The symbol of an errno.
     *
     * @param errno a positive errno
     * @return its symbol, such as {@code EBUSY}, or {@code errno N} if this class does not list it
     */
    public static String name(int errno) {
        return NAMES.getOrDefault(errno, "errno " + errno);
    }
}
