package org.rbd4j.sim.rados;

/**
 * What one who heard of a notification answered.
 *
 * @param errno 0 if it did what it was asked, else a positive errno
 * @param reason why it did not; empty if it did
 */
public record NotifyAnswer(int errno, String reason) {
    private static final NotifyAnswer DONE = new NotifyAnswer(0, "");

    /**
     * Does what was asked, and makes the answer of what came of it.
     *
     * @param deed what was asked
     * @return the answer
     */
    public static NotifyAnswer of(Runnable deed) {
        try {
            deed.run();
            return DONE;
        } catch (ErrnoFailure failure) {
            return new NotifyAnswer(failure.errno(), String.valueOf(failure.getMessage()));
        }
    }

    /** Ends the call with the failure of who answered, if it failed. */
    public void requireDone() {
        if (errno != 0) {
            throw new ErrnoFailure(errno, reason);
        }
    }
}
