package org.rbd4j.sim.tour;

import java.io.PrintStream;

/** A bar on one line of a terminal; elsewhere it shows nothing, so that a log stays readable. */
final class ProgressBar {
    private static final int WIDTH = 40;

    private final PrintStream out;
    private final boolean isTerminal;
    private final String label;
    private final long total;
    private int shown = -1;

    ProgressBar(PrintStream out, boolean isTerminal, String label, long total) {
        this.out = out;
        this.isTerminal = isTerminal;
        this.label = label;
        this.total = total;
    }

    void show(long done) {
        int percent = total == 0 ? 100 : (int) (done * 100 / total);
        if (isTerminal && percent != shown) {
            shown = percent;
            int filled = percent * WIDTH / 100;
            out.printf("\r  %-28s [%s%s] %3d%%", label, "#".repeat(filled), " ".repeat(WIDTH - filled), percent);
            out.flush();
        }
    }

    /** Wipes the bar, so that the step's result takes its line. */
    void clear() {
        if (isTerminal) {
            out.print("\r" + " ".repeat(WIDTH + 40) + "\r");
        }
    }
}
