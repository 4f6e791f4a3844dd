package org.rbd4j.conformance.hostile;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Properties;
import java.util.stream.Collectors;
import java.util.stream.LongStream;

/**
 * What one JVM is to do: which calls each thread makes. A call is what its number and the seed make of it, whatever was left out before
 * it.
 *
 * @param seed what all calls are made of
 * @param setting what the threads are short of
 * @param calls for each thread the numbers of its calls
 */
record HostileProgram(long seed, Setting setting, List<long[]> calls) {
    private static final String THREAD = "thread.";

    static HostileProgram of(long seed, Setting setting, int threads, long callsOfEach) {
        List<long[]> calls = new ArrayList<>();
        for (int thread = 0; thread < threads; thread++) {
            calls.add(LongStream.range(0, callsOfEach).toArray());
        }
        return new HostileProgram(seed, setting, calls);
    }

    int threads() {
        return calls.size();
    }

    long length() {
        return calls.stream().mapToLong(numbers -> numbers.length).sum();
    }

    HostileCall call(int thread, long number) {
        return HostileCall.of(diceOf(thread, number).anything(), setting.slots());
    }

    /** For what is not the call itself, but how it is made. */
    Dice diceOf(int thread, long number) {
        return new Dice(seed + ((long) thread << 48) + number);
    }

    /** The calls that were begun. */
    HostileProgram until(Journal journal) {
        List<long[]> begun = new ArrayList<>();
        for (int thread = 0; thread < threads(); thread++) {
            long last = journal.begun(thread);
            begun.add(LongStream.of(calls.get(thread))
                    .filter(number -> number <= last)
                    .toArray());
        }
        return new HostileProgram(seed, setting, begun);
    }

    /** Without some of the calls of a thread. */
    HostileProgram without(int thread, int from, int to) {
        List<long[]> fewer = new ArrayList<>(calls);
        long[] all = calls.get(thread);
        fewer.set(
                thread,
                LongStream.concat(Arrays.stream(all, 0, from), Arrays.stream(all, to, all.length))
                        .toArray());
        return new HostileProgram(seed, setting, fewer);
    }

    void store(Properties properties) {
        properties.setProperty("seed", String.valueOf(seed));
        properties.setProperty("setting", setting.name());
        properties.setProperty("threads", String.valueOf(threads()));
        for (int thread = 0; thread < threads(); thread++) {
            properties.setProperty(
                    THREAD + thread,
                    LongStream.of(calls.get(thread)).mapToObj(String::valueOf).collect(Collectors.joining(",")));
        }
    }

    static HostileProgram load(Properties properties) {
        List<long[]> calls = new ArrayList<>();
        for (int thread = 0; thread < Integer.parseInt(properties.getProperty("threads")); thread++) {
            String numbers = properties.getProperty(THREAD + thread);
            calls.add(
                    numbers.isEmpty()
                            ? new long[0]
                            : Arrays.stream(numbers.split(","))
                                    .mapToLong(Long::parseLong)
                                    .toArray());
        }
        return new HostileProgram(
                Long.parseLong(properties.getProperty("seed")),
                Setting.valueOf(properties.getProperty("setting")),
                calls);
    }

    /** What it does, a line for each call. */
    String text() {
        StringBuilder text = new StringBuilder();
        for (int thread = 0; thread < threads(); thread++) {
            for (long number : calls.get(thread)) {
                text.append("  thread ")
                        .append(thread)
                        .append(", call ")
                        .append(number)
                        .append(": ")
                        .append(call(thread, number).text())
                        .append('\n');
            }
        }
        return text.toString();
    }
}
