package org.rbd4j.conformance.wrong;

import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Holds every wrong simulator to every law. {@link WrongSimulatorsTest} asks those laws alone that are said to see it; this
 * tells which others do, and takes half an hour.
 */
public final class LawMatrix {
    private static final int SECONDS_PER_LAW = 30;

    private final PrintStream out;
    private final Map<String, Integer> catches = new TreeMap<>();
    private int unknown;

    private LawMatrix(PrintStream out) {
        this.out = out;
        Law.all().forEach(law -> catches.put(law.name(), 0));
    }

    /**
     * Prints a line for each wrong simulator, and how many each law caught.
     *
     * @param arguments what the wrong rule's name must contain; nothing for all
     * @throws IOException if a source cannot be read
     */
    public static void main(String[] arguments) throws IOException {
        PrintStream out = System.out;
        // What the laws themselves print is about simulators that are meant to be wrong.
        System.setOut(new PrintStream(OutputStream.nullOutputStream()));
        LawMatrix matrix = new LawMatrix(out);
        try (Workshop workshop = new Workshop()) {
            for (WrongRule rule : WrongRules.all()) {
                if (arguments.length == 0 || rule.name().contains(arguments[0])) {
                    matrix.run(rule, workshop.make(rule));
                }
            }
        }
        if (arguments.length == 0) {
            matrix.catches.forEach((law, count) -> out.println("law " + law + " caught " + count));
        }
        out.flush();
        // Not by returning: a law that did not end may have left a thread behind.
        System.exit(matrix.unknown == 0 && (arguments.length > 0 || !matrix.catches.containsValue(0)) ? 0 : 1);
    }

    private void run(WrongRule rule, WrongSimulator simulator) {
        List<String> caughtBy = new ArrayList<>();
        for (Law law : Law.all()) {
            if (isBroken(law, simulator)) {
                caughtBy.add(law.name());
                catches.merge(law.name(), 1, Integer::sum);
            }
        }
        boolean isUnknown = rule.caughtBy().isEmpty() && !caughtBy.isEmpty();
        unknown += isUnknown ? 1 : 0;
        out.println(rule + ": " + (caughtBy.isEmpty() ? "no law" : String.join(" ", caughtBy))
                + (isUnknown ? " (although no law is said to know)" : ""));
        out.flush();
    }

    private static boolean isBroken(Law law, WrongSimulator simulator) {
        FutureTask<Boolean> task =
                new FutureTask<>(() -> law.brokenBy(simulator).isPresent());
        Thread thread = new Thread(task, law.name());
        thread.setDaemon(true);
        thread.start();
        try {
            return task.get(SECONDS_PER_LAW, TimeUnit.SECONDS);
        } catch (TimeoutException lost) {
            task.cancel(true);
            return true;
        } catch (ExecutionException | InterruptedException failure) {
            throw new IllegalStateException(law.name(), failure);
        }
    }
}
