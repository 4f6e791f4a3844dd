package org.rbd4j.bench;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Runs the comparisons whose names contain a filter, and says of each whether its goal is reached. */
public final class Bench {
    private static final int ROUNDS = 3;

    private Bench() {}

    /**
     * Compares.
     *
     * @param arguments the folder whose README and chart show the results; then {@code --write}, which makes a run with a filter
     *     write them too; then what the names of comparisons contain, or nothing for all of them
     */
    public static void main(String[] arguments) {
        List<String> left = new ArrayList<>(List.of(arguments));
        Path folder = Path.of(left.remove(0));
        boolean isToWrite = left.remove("--write") || left.isEmpty();
        Results results = run(String.join(" ", left));
        if (isToWrite) {
            results.writeInto(folder);
        }
        // The script's status, which says whether a goal was missed.
        System.exit(results.areAllReached() ? 0 : 1);
    }

    private static Results run(String filter) {
        try (RealCluster cluster = new RealCluster()) {
            return run(chosen(cluster, filter));
        }
    }

    private static List<Comparison> chosen(RealCluster cluster, String filter) {
        List<Comparison> chosen = new ArrayList<>(containing(filter, SimulatorComparisons.all()));
        List<Comparison> real = containing(filter, new RealClusterComparisons(cluster).all());
        if (chosen.isEmpty() && real.isEmpty()) {
            throw new IllegalArgumentException("no comparison's name contains '" + filter + "'");
        }
        int java = Runtime.version().feature();
        if (java >= RealClusterComparisons.JAVA) {
            if (!real.isEmpty()) {
                cluster.requireThatItStarts();
            }
            chosen.addAll(real);
        } else {
            real.forEach(comparison -> System.out.printf(
                    "left out, for rbd-native takes Java %d or later and this is %d: %s%n",
                    RealClusterComparisons.JAVA, java, comparison.name()));
        }
        return chosen;
    }

    private static List<Comparison> containing(String filter, List<Comparison> comparisons) {
        return comparisons.stream()
                .filter(comparison -> comparison.name().contains(filter))
                .toList();
    }

    private static Results run(List<Comparison> chosen) {
        List<Comparison.Outcome> outcomes = new ArrayList<>();
        for (Comparison comparison : chosen) {
            System.err.printf("%d of %d: %s%n", outcomes.size() + 1, chosen.size(), comparison.name());
            outcomes.add(comparison.run(ROUNDS));
        }
        outcomes.forEach(outcome -> System.out.println(outcome.line()));
        return new Results(outcomes);
    }
}
