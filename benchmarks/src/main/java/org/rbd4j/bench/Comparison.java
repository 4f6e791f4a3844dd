package org.rbd4j.bench;

import java.util.Arrays;
import java.util.Locale;

/**
 * What is measured beside what, and what is wanted.
 *
 * @param name in words
 * @param measured what is compared
 * @param beside with what
 * @param goal what the value is to be
 */
record Comparison(String name, Measured measured, Measured beside, Goal goal) {
    /**
     * A bound of a value.
     *
     * @param isSpeed true if the value is the speed relative to the other's and at least the bound; false if it is the figure
     *     relative to the other's and at most the bound
     * @param bound the bound
     */
    record Goal(boolean isSpeed, double bound) {
        static Goal speedAtLeast(double bound) {
            return new Goal(true, bound);
        }

        static Goal costAtMost(double bound) {
            return new Goal(false, bound);
        }

        double valueOf(double measured, double beside) {
            return isSpeed ? beside / measured : measured / beside;
        }

        boolean isReached(double value) {
            return margin(value) >= 1;
        }

        /** How many times as good as wanted a value is. */
        double margin(double value) {
            return isSpeed ? value / bound : bound / value;
        }

        @Override
        public String toString() {
            return String.format(Locale.ROOT, "%s %.2f", isSpeed ? ">=" : "<=", bound);
        }
    }

    /**
     * What came of it.
     *
     * @param comparison what was compared
     * @param measured the median of what was compared
     * @param beside the median of the other
     * @param value the median of the rounds' values
     */
    record Outcome(Comparison comparison, double measured, double beside, double value) {
        boolean isReached() {
            return comparison.goal().isReached(value);
        }

        String verdict() {
            return isReached() ? "ok" : "short";
        }

        String valueText() {
            return String.format(Locale.ROOT, "%.2f", value);
        }

        String measuredText() {
            return comparison.measured().text(measured);
        }

        String besideText() {
            return comparison.beside().text(beside);
        }

        String line() {
            return "RATIO " + comparison.name() + " = " + valueText() + " (goal " + comparison.goal() + ") "
                    + verdict();
        }
    }

    /** Measures both in turn, so that what else the machine does hits both alike. */
    Outcome run(int rounds) {
        double[] figures = new double[rounds];
        double[] others = new double[rounds];
        double[] values = new double[rounds];
        for (int round = 0; round < rounds; round++) {
            others[round] = beside.measure();
            figures[round] = measured.measure();
            values[round] = goal.valueOf(figures[round], others[round]);
            System.err.printf(
                    Locale.ROOT,
                    "%s, round %d of %d: %s beside %s: %.2f%n",
                    name,
                    round + 1,
                    rounds,
                    measured.text(figures[round]),
                    beside.text(others[round]),
                    values[round]);
        }
        return new Outcome(this, median(figures), median(others), median(values));
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }
}
