package org.rbd4j.conformance.hostile;

import java.time.Duration;
import java.util.function.Predicate;

/** Looks for fewer calls that do the same harm, for a while: halves are left out first, single calls at last. */
final class ShortestProgram {
    private final Predicate<HostileProgram> doesHarm;
    private final long end;

    ShortestProgram(Predicate<HostileProgram> doesHarm, Duration limit) {
        this.doesHarm = doesHarm;
        this.end = System.nanoTime() + limit.toNanos();
    }

    HostileProgram of(HostileProgram program) {
        HostileProgram shortest = program;
        int longest = longestThread(program);
        for (int part = Math.max(1, longest / 2); part >= 1 && isTimeLeft(); part /= 2) {
            shortest = withoutParts(shortest, part);
        }
        return shortest;
    }

    private HostileProgram withoutParts(HostileProgram program, int part) {
        HostileProgram shortest = program;
        for (int thread = 0; thread < program.threads(); thread++) {
            int at = 0;
            while (at < shortest.calls().get(thread).length && isTimeLeft()) {
                int to = Math.min(at + part, shortest.calls().get(thread).length);
                HostileProgram shorter = shortest.without(thread, at, to);
                if (doesHarm.test(shorter)) {
                    shortest = shorter;
                } else {
                    at = to;
                }
            }
        }
        return shortest;
    }

    private static int longestThread(HostileProgram program) {
        return program.calls().stream().mapToInt(calls -> calls.length).max().orElse(0);
    }

    private boolean isTimeLeft() {
        return System.nanoTime() < end;
    }
}
