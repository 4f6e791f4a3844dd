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
        if (returned < 0) {
            throw RbdException.of((int) -returned, what);
        }
        return returned;
    }
}
