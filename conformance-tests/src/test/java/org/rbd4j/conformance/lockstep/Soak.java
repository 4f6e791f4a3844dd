package org.rbd4j.conformance.lockstep;

import java.io.PrintStream;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Supplier;

/**
 * Random programs in lockstep for as long as it is told to, each made by a seed of its own. What it counts and prints follows the
 * seeds' order, however many programs run at once.
 */
public final class Soak {
    private static final double SECOND = 1e9;
    private static final double SECONDS_BETWEEN_LINES = 10;

    /** How far each further thread may get while one program takes long: some take as long as two hundred others. */
    private static final int PROGRAMS_AHEAD = 256;

    private final Supplier<Lockstep> locksteps;
    private final int threads;
    private final String again;
    private final PrintStream out;
    private final OutcomeTable outcomes = new OutcomeTable();
    private final long began = System.nanoTime();
    private double nextLine = SECONDS_BETWEEN_LINES;
    private long compared;
    private int divergences;

    /**
     * Prepares.
     *
     * @param locksteps makes the lockstep of each program
     * @param threads how many programs run at once; if more than 1, no two locksteps may share a target
     * @param again how the program of seed {@code %d} is run again, to be told of one that diverges
     * @param out gets what diverged, then the table of outcomes, then the count
     */
    public Soak(Supplier<Lockstep> locksteps, int threads, String again, PrintStream out) {
        this.locksteps = locksteps;
        this.threads = threads;
        this.again = again;
        this.out = out;
    }

    /**
     * Compares.
     *
     * @param arguments {@code ops} or {@code minutes}, how many, the first program's seed, true to shrink what diverges, and true for
     *     programs that let the trimmer run
     * @return true if nothing diverged
     */
    public boolean run(String... arguments) {
        SoakLimit limit = new SoakLimit(arguments[0], Long.parseLong(arguments[1]));
        long firstSeed = Long.parseLong(arguments[2]);
        boolean shrinks = Boolean.parseBoolean(arguments[3]);
        boolean trimmed = Boolean.parseBoolean(arguments[4]);
        ExecutorService executor = Executors.newFixedThreadPool(threads);
        try {
            Queue<CompletableFuture<Walk>> begun = new ArrayDeque<>();
            for (long seed = firstSeed; !limit.isReached(compared, seconds()); seed++) {
                while (begun.size() <= (threads - 1) * PROGRAMS_AHEAD) {
                    long next = seed + begun.size();
                    begun.add(CompletableFuture.supplyAsync(() -> walk(next, trimmed), executor));
                }
                count(seed, begun.remove().join(), shrinks);
            }
        } finally {
            executor.shutdownNow();
        }
        out.println(outcomes);
        out.printf("compared %d operations, %d divergences%n", compared, divergences);
        out.flush();
        return divergences == 0;
    }

    private Walk walk(long seed, boolean trimmed) {
        Program program = Programs.ofSeed(seed);
        return Walk.of(trimmed ? program.trimmed() : program, locksteps.get());
    }

    private void count(long seed, Walk walk, boolean shrinks) {
        compared += walk.lockstep().compared();
        outcomes.add(walk.lockstep().outcomes());
        if (walk.difference().isPresent()) {
            divergences++;
            out.println("seed " + seed + ", again with " + again.formatted(seed) + ": " + walk.text());
            if (shrinks) {
                walk.shrunk()
                        .map(program -> Walk.of(program, locksteps.get()))
                        .ifPresent(shrunk -> out.println("seed " + seed + ", shrunk: " + shrunk.text()));
            }
        }
        if (seconds() >= nextLine) {
            nextLine = seconds() + SECONDS_BETWEEN_LINES;
            System.err.printf(
                    "soak: %.0f s, seed %d, %d operations, %.1f operations/s, %d divergences%n",
                    seconds(), seed, compared, compared / seconds(), divergences);
        }
    }

    private double seconds() {
        return (System.nanoTime() - began) / SECOND;
    }
}
