package org.rbd4j.librbd;

import org.rbd4j.Errno;
import org.rbd4j.RbdException;

/** What a C function returned: a count that is 0 or more, or an errno with its sign turned. */
final class ReturnCode {
    /** The given room was too small; for lists librbd then tells how much it takes. */
    static final int TOO_SMALL = -Errno.ERANGE;

    private ReturnCode() {}

    /** Gives back a count, or throws what the errno stands for. */
    static long check(String what, long returned) {
        return check(what, returned, Why.UNKNOWN);
    }

    /** As the other one, with the reason; not inside a handle, for who is asked enters it. */
    static long check(String what, long returned, Why why) {
        if (returned < 0) {
            int errno = (int) -returned;
            throw RbdException.of(errno, why.told(what, errno));
        }
        return returned;
    }
}
