package org.rbd4j.conformance.lockstep;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * How often each kind of step ended in each way. A cell is counted, or has the reason why no random program reaches it, or says
 * that neither is so; one that was reached in spite of a reason says that too.
 */
public final class OutcomeTable {
    private static final List<Class<?>> KINDS = OperationKinds.ALL;
    private static final int WIDEST_KIND =
            KINDS.stream().mapToInt(kind -> kind.getSimpleName().length()).max().orElseThrow();
    private static final int NARROWEST_COLUMN = 7;

    private final Map<Class<?>, Map<Outcome, Long>> counts = new HashMap<>();

    OutcomeTable() {}

    void count(Operation operation, Step step) {
        add(operation.getClass(), Outcome.of(step), 1);
    }

    /** Adds what another table counted. */
    void add(OutcomeTable other) {
        other.counts.forEach((kind, row) -> row.forEach((outcome, count) -> add(kind, outcome, count)));
    }

    private void add(Class<?> kind, Outcome outcome, long count) {
        counts.computeIfAbsent(kind, any -> new HashMap<>()).merge(outcome, count, Long::sum);
    }

    /**
     * The cells that were reached although there is a reason why they cannot be.
     *
     * @return kind of step, outcome and reason of each
     */
    public List<String> reachedInSpiteOfAReason() {
        List<String> cells = new ArrayList<>();
        counts.forEach((kind, row) -> row.keySet()
                .forEach(outcome -> Unreachable.find(kind, outcome)
                        .ifPresent(reason -> cells.add(kind.getSimpleName() + " " + outcome + ": " + reason.why()))));
        return cells;
    }

    /** One line for each kind of step, one column for each way in which some kind can end; then what the letters stand for. */
    @Override
    public String toString() {
        List<Outcome> columns = outcomes(outcome -> KINDS.stream()
                .anyMatch(kind -> count(kind, outcome) > 0
                        || Unreachable.find(kind, outcome).isEmpty()));
        List<String> reasons = KINDS.stream()
                .flatMap(kind -> columns.stream().flatMap(outcome -> Unreachable.find(kind, outcome).stream()))
                .map(Unreachable::why)
                .distinct()
                .toList();
        Stream<String> table = KINDS.stream()
                .map(kind -> line(kind.getSimpleName(), columns, outcome -> cell(kind, outcome, reasons)));
        Stream<String> heads = columns.stream()
                .filter(outcome -> outcome.errno() > 0)
                .map(outcome -> outcome.head() + " is " + outcome.name());
        Stream<String> letters = reasons.stream().map(why -> letter(why, reasons) + ": " + why);
        Stream<String> byNone = outcomes(outcome -> !columns.contains(outcome)).stream()
                .map(outcome -> "no operation ends in " + outcome + ": "
                        + Unreachable.find(KINDS.get(0), outcome).orElseThrow().why());
        Stream<String> wrong =
                reachedInSpiteOfAReason().stream().map(cell -> "! reached in spite of the reason: " + cell);
        return Stream.of(
                        Stream.of(line("operation", columns, Outcome::head)),
                        table,
                        heads,
                        Stream.of("? is not seen yet; a letter is the reason why it cannot be:"),
                        letters,
                        byNone,
                        wrong)
                .flatMap(lines -> lines)
                .collect(Collectors.joining("\n"));
    }

    /** What is known, and what was seen beside it, of which some hold. */
    private List<Outcome> outcomes(Predicate<Outcome> some) {
        Stream<Outcome> seen = counts.values().stream().flatMap(row -> row.keySet().stream());
        return Stream.of(Stream.of(Outcome.SKIPPED, Outcome.OK), Outcome.FAILURES.stream(), seen)
                .flatMap(outcomes -> outcomes)
                .distinct()
                .filter(some)
                .toList();
    }

    private long count(Class<?> kind, Outcome outcome) {
        return counts.getOrDefault(kind, Map.of()).getOrDefault(outcome, 0L);
    }

    private String cell(Class<?> kind, Outcome outcome, List<String> reasons) {
        long count = count(kind, outcome);
        String reason = Unreachable.find(kind, outcome)
                .map(found -> letter(found.why(), reasons))
                .orElse("");
        if (count > 0) {
            return reason.isEmpty() ? String.valueOf(count) : count + "!";
        }
        return reason.isEmpty() ? "?" : reason;
    }

    private static String letter(String why, List<String> reasons) {
        return String.valueOf((char) ('a' + reasons.indexOf(why)));
    }

    private static String line(String first, List<Outcome> columns, Function<Outcome, String> cell) {
        return columns.stream()
                .map(column ->
                        ("%" + Math.max(NARROWEST_COLUMN, column.head().length()) + "s").formatted(cell.apply(column)))
                .collect(Collectors.joining(" ", ("%-" + WIDEST_KIND + "s ").formatted(first), ""));
    }
}
