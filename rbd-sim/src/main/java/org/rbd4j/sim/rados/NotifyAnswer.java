package org.rbd4j.sim.rados;

/**
 * One watcher's answer to a notification.
 *
 * @param errno 0 if it did what it was asked, else a positive errno
 * @param reason why it did not; empty if it did
 */
public record NotifyAnswer(int errno, String reason) {
    private static final NotifyAnswer DONE = new NotifyAnswer(0, "");

    /**
     * Does what was asked, and makes an answer of its success or failure.
     *
     * @param request what was asked
     * @return the answer
     */
    public static NotifyAnswer of(Runnable request) {
        try {
            request.run();
            return DONE;
        } catch (ErrnoFailure failure) {
            return new NotifyAnswer(failure.errno(), String.valueOf(failure.getMessage()));
        }
    }

    /** Ends the call as the watcher's did, if that failed. */
    public void requireDone() {
        if (errno != 0) {
            throw new ErrnoFailure(errno, reason);
        }
    }
}
