package org.rbd4j.conformance.radosjava;

import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.rbd4j.conformance.radosjava.Verdict.Outcome;

/**
 * Runs every law on com.ceph:rados, prints each verdict and a table of contract and outcome; then runs the shortest programs,
 * and ends with 1 if one of them does not end as it was seen to.
 */
final class OtherBinding {
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private static final Duration PROGRAM_LIMIT = Duration.ofSeconds(20);

    private final Map<String, Map<Outcome, Integer>> table = new LinkedHashMap<>();

    private OtherBinding() {}

    /**
     * Runs the laws.
     *
     * @param arguments the folder for what each law prints, and perhaps what a law's full name must begin with
     */
    public static void main(String[] arguments) throws Exception {
        String wanted = arguments.length > 1 ? arguments[1] : "";
        OtherBinding binding = new OtherBinding();
        Path folder = Files.createDirectories(Path.of(arguments[0]));
        Path conf = Path.of(System.getenv("RBD4J_CEPH_CONF"));
        Child child = new Child(conf, folder, LIMIT);
        for (Class<?> contract : RadosJavaContracts.all()) {
            for (Law law : Law.of(contract)) {
                if (law.toString().startsWith(wanted)) {
                    binding.add(law, law.run(child));
                }
            }
        }
        binding.print();
        System.exit(runPrograms(new Child(conf, folder, PROGRAM_LIMIT), wanted) ? 0 : 1);
    }

    private static boolean runPrograms(Child child, String wanted) throws Exception {
        boolean allAsSeen = true;
        for (Method program : ProgramMain.programs()) {
            String name = ShortestPrograms.class.getSimpleName() + "." + program.getName();
            if (name.startsWith(wanted)) {
                Verdict verdict = child.run(name, ProgramMain.class, program.getName());
                boolean asSeen = isAsSeen(verdict, program.getAnnotation(Seen.class));
                System.out.println(name + ": " + verdict + (asSeen ? "" : ", which is not what was seen"));
                allAsSeen &= asSeen;
            }
        }
        return allAsSeen;
    }

    private static boolean isAsSeen(Verdict verdict, Seen seen) {
        return List.of(seen.ends()).contains(verdict.outcome())
                && (verdict.outcome() != Outcome.PASSED || verdict.why().equals(seen.returns()));
    }

    private void add(Law law, Verdict verdict) {
        System.out.println(law + ": " + verdict);
        table.computeIfAbsent(law.contract(), any -> new EnumMap<>(Outcome.class))
                .merge(verdict.outcome(), 1, Integer::sum);
    }

    private void print() {
        StringBuilder head = new StringBuilder("\n| contract |");
        StringBuilder rule = new StringBuilder("|---|");
        for (Outcome outcome : Outcome.values()) {
            head.append(' ')
                    .append(outcome.name().toLowerCase(Locale.ROOT).replace('_', ' '))
                    .append(" |");
            rule.append("--:|");
        }
        System.out.println(head);
        System.out.println(rule);
        table.forEach(OtherBinding::printRow);
        Map<Outcome, Integer> sums = new EnumMap<>(Outcome.class);
        table.values().forEach(row -> row.forEach((outcome, count) -> sums.merge(outcome, count, Integer::sum)));
        printRow("all", sums);
    }

    private static void printRow(String name, Map<Outcome, Integer> counts) {
        StringBuilder row = new StringBuilder("| ").append(name).append(" |");
        for (Outcome outcome : Outcome.values()) {
            row.append(' ').append(counts.getOrDefault(outcome, 0)).append(" |");
        }
        System.out.println(row);
    }
}
