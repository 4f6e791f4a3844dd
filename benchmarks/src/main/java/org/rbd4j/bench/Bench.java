package org.rbd4j.bench;

import java.util.List;

/** Runs the comparisons whose names contain a filter, and says of each whether its goal is reached. */
public final class Bench {
    private static final int ROUNDS = 3;

    private Bench() {}

    /**
     * Compares.
     *
     * @param arguments what the names of comparisons contain; all of them without
     */
    public static void main(String[] arguments) {
        String filter = arguments.length == 0 ? "" : arguments[0];
        List<Comparison> chosen = Comparisons.all().stream()
                .filter(comparison -> comparison.name().contains(filter))
                .toList();
        if (chosen.isEmpty()) {
            throw new IllegalArgumentException("no comparison's name contains '" + filter + "'");
        }
        List<Comparison.Outcome> outcomes =
                chosen.stream().map(comparison -> comparison.run(ROUNDS)).toList();
        outcomes.forEach(outcome -> System.out.println(outcome.line()));
        // The script's status, which says whether a goal was missed.
        System.exit(outcomes.stream().allMatch(Comparison.Outcome::isReached) ? 0 : 1);
    }
}
