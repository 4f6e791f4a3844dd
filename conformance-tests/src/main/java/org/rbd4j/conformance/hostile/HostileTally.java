package org.rbd4j.conformance.hostile;

/**
 * What came of hostile programs.
 *
 * @param calls how many calls were made
 * @param crashes how many processes ended before their program did
 * @param hangs how many calls did not end, or futures did not complete
 * @param undocumented how many calls ended with what the interface does not tell of
 */
public record HostileTally(long calls, int crashes, int hangs, int undocumented) {
    static final HostileTally NONE = new HostileTally(0, 0, 0, 0);

    HostileTally plus(HostileTally more) {
        return new HostileTally(
                calls + more.calls, crashes + more.crashes, hangs + more.hangs, undocumented + more.undocumented);
    }

    /**
     * Whether the promise was kept.
     *
     * @return true if no process crashed, nothing hung, and every error was one of the interface's
     */
    public boolean isClean() {
        return crashes == 0 && hangs == 0 && undocumented == 0;
    }

    @Override
    public String toString() {
        return "made " + calls + " calls, " + crashes + " crashes, " + hangs + " hangs, " + undocumented
                + " undocumented errors";
    }
}
