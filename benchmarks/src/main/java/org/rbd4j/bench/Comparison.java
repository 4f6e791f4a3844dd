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
     * @param isSpeed true if the value is the speed relative to the other's and at least the bound; false if it is the time
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
            return isSpeed ? value >= bound : value <= bound;
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
     * @param nanoseconds the median of what was compared
     * @param besideNanoseconds the median of the other
     * @param value the median of the rounds' values
     */
    record Outcome(Comparison comparison, double nanoseconds, double besideNanoseconds, double value) {
        boolean isReached() {
            return comparison.goal().isReached(value);
        }

        String line() {
            return String.format(
                    Locale.ROOT,
                    "RATIO %s = %.2f (goal %s) %s",
                    comparison.name(),
                    value,
                    comparison.goal(),
                    isReached() ? "ok" : "short");
        }
    }

    /** Runs both in turn, so that what else the machine does hits both alike. */
    Outcome run(int rounds) {
        double[] times = new double[rounds];
        double[] others = new double[rounds];
        double[] values = new double[rounds];
        for (int round = 0; round < rounds; round++) {
            others[round] = beside.nanoseconds();
            times[round] = measured.nanoseconds();
            values[round] = goal.valueOf(times[round], others[round]);
            System.err.printf(
                    Locale.ROOT,
                    "%s, round %d of %d: %,.0f ns beside %,.0f ns: %.2f%n",
                    name,
                    round + 1,
                    rounds,
                    times[round],
                    others[round],
                    values[round]);
        }
        return new Outcome(this, median(times), median(others), median(values));
    }

    private static double median(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[sorted.length / 2];
    }
}
