package org.rbd4j.bench;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * What came of a run's comparisons, as a table of Markdown and a chart.
 *
 * @param outcomes in the order of the table
 */
record Results(List<Comparison.Outcome> outcomes) {
    private static final String README = "README.md";
    private static final String CHART = "benchmarks.svg";

    Results {
        outcomes = List.copyOf(outcomes);
    }

    boolean areAllReached() {
        return outcomes.stream().allMatch(Comparison.Outcome::isReached);
    }

    /** Writes the chart, and the table between the README's two comments that name this version of Java. */
    void writeInto(Path folder) {
        Machine machine = Machine.here();
        try {
            Path readme = folder.resolve(README);
            Files.writeString(readme, withTable(Files.readString(readme), machine));
            Files.writeString(folder.resolve(CHART), new Chart(outcomes, machine).svg());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private String withTable(String readme, Machine machine) {
        String begin = "<!-- bench on Java " + machine.java() + " -->\n";
        String end = "<!-- end of bench on Java " + machine.java() + " -->\n";
        int from = readme.indexOf(begin);
        int to = readme.indexOf(end);
        if (from < 0 || to < from) {
            throw new IllegalStateException(README + " lacks the comments " + begin + " and " + end);
        }
        return readme.substring(0, from + begin.length()) + table(machine) + readme.substring(to);
    }

    private String table(Machine machine) {
        StringBuilder table = new StringBuilder("\n" + machine + ":\n\n");
        table.append("| comparison | value | goal | | measured | beside |\n|---|---:|---:|---|---:|---:|\n");
        for (Comparison.Outcome outcome : outcomes) {
            table.append(String.format(
                    "| %s | %s | %s | %s | %s | %s |%n",
                    outcome.comparison().name(),
                    outcome.valueText(),
                    outcome.comparison().goal(),
                    outcome.verdict(),
                    outcome.measuredText(),
                    outcome.besideText()));
        }
        return table.append('\n').toString();
    }
}
