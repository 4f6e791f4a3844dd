package org.rbd4j.conformance.librbd;

import java.util.Random;
import org.rbd4j.RbdException;
import org.rbd4j.conformance.lockstep.Divergence;
import org.rbd4j.conformance.lockstep.Lockstep;
import org.rbd4j.conformance.lockstep.Program;
import org.rbd4j.conformance.lockstep.Programs;
import org.rbd4j.conformance.sim.SimTarget;

/** Runs random programs in lockstep until enough operations were compared; each program is made by a seed of its own. */
public final class Soak {
    private static final int FEWEST_STEPS = 100;
    private static final int MOST_STEPS = 200;
    private static final double SECOND = 1e9;
    private static final double SECONDS_BETWEEN_LINES = 10;

    private final long operations;
    private final boolean trimmed;
    private final Lockstep lockstep = new Lockstep(RealCluster.get(), new SimTarget());
    private final long began = System.nanoTime();
    private double nextLine = SECONDS_BETWEEN_LINES;
    private int divergences;

    private Soak(long operations, boolean trimmed) {
        this.operations = operations;
        this.trimmed = trimmed;
    }

    /**
     * Compares.
     *
     * @param arguments how many operations, the first program's seed, and whether programs let the trimmer run
     */
    public static void main(String[] arguments) {
        Soak soak = new Soak(Long.parseLong(arguments[0]), Boolean.parseBoolean(arguments[2]));
        soak.run(Long.parseLong(arguments[1]));
        System.out.println(soak);
        System.out.flush();
        // Not by returning: a call that never returned may have left a thread behind.
        System.exit(soak.divergences == 0 ? 0 : 1);
    }

    private void run(long firstSeed) {
        for (long seed = firstSeed; lockstep.compared() < operations; seed++) {
            Random random = new Random(seed);
            int steps = FEWEST_STEPS + random.nextInt(MOST_STEPS - FEWEST_STEPS + 1);
            Program program = Programs.random(random, steps);
            compare(seed, trimmed ? program.trimmed() : program);
            if (seconds() >= nextLine) {
                nextLine = seconds() + SECONDS_BETWEEN_LINES;
                System.err.printf("soak: %.0f s, seed %d, %s%n", seconds(), seed, this);
            }
        }
    }

    private void compare(long seed, Program program) {
        try {
            lockstep.compare(program);
        } catch (Divergence | RbdException difference) {
            divergences++;
            System.out.println("seed " + seed + ": " + difference);
        }
    }

    private double seconds() {
        return (System.nanoTime() - began) / SECOND;
    }

    @Override
    public String toString() {
        return "compared " + lockstep.compared() + " operations, " + divergences + " divergences";
    }
}
