package org.rbd4j.librbd;

import org.jspecify.annotations.Nullable;
import org.rbd4j.Errno;
import org.rbd4j.internal.Reason;

/** Finds out why a call failed of which librbd returned a number alone, by asking for what is so now that it has failed. */
@FunctionalInterface
interface Why {
    /** Where there is nothing to ask. */
    Why UNKNOWN = errno -> null;

    /** Of an open image that was found when it was opened. */
    Why GONE = errno -> errno == Errno.ENOENT ? Reason.IMAGE_GONE.of() : null;

    /** The reason in words, if it can be told. */
    @Nullable
    String reasonOf(int errno);

    /** This reason, or another one where this cannot tell. */
    default Why or(Why other) {
        return errno -> {
            String reason = reasonOf(errno);
            return reason == null ? other.reasonOf(errno) : reason;
        };
    }

    /** What was asked, and why it failed. */
    default String told(String what, int errno) {
        String reason;
        try {
            reason = reasonOf(errno);
        } catch (RuntimeException unanswered) {
            // Who is asked may be gone or lost by now; then the number has to do.
            reason = null;
        }
        return reason == null ? what : what + ": " + reason;
    }
}
