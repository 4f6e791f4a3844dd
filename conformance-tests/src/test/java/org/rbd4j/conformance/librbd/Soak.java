package org.rbd4j.conformance.librbd;

import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.rbd4j.RbdException;
import org.rbd4j.conformance.ConformanceTarget;
import org.rbd4j.conformance.lockstep.Divergence;
import org.rbd4j.conformance.lockstep.Lockstep;
import org.rbd4j.conformance.lockstep.Program;
import org.rbd4j.conformance.lockstep.Programs;
import org.rbd4j.conformance.sim.SimTarget;

/** Runs random programs in lockstep for as long as it is told to; each program is made by a seed of its own. */
public final class Soak {
    private static final double SECOND = 1e9;
    private static final double SECONDS_BETWEEN_LINES = 10;

    private final ConformanceTarget librbd = RealCluster.get();
    private final Lockstep lockstep = new Lockstep(librbd, new SimTarget());
    private final boolean shrinks;
    private final boolean trimmed;
    private final long began = System.nanoTime();
    private double nextLine = SECONDS_BETWEEN_LINES;
    private int divergences;

    private Soak(boolean shrinks, boolean trimmed) {
        this.shrinks = shrinks;
        this.trimmed = trimmed;
    }

    /**
     * Compares.
     *
     * @param arguments {@code ops} or {@code minutes}, how many, the first program's seed, true to shrink what diverges, and true for
     *     programs that let the trimmer run
     */
    public static void main(String[] arguments) {
        Soak soak = new Soak(Boolean.parseBoolean(arguments[3]), Boolean.parseBoolean(arguments[4]));
        soak.run(soak.limit(arguments[0], Long.parseLong(arguments[1])), Long.parseLong(arguments[2]));
        System.out.println(soak.lockstep.outcomes());
        System.out.printf("compared %d operations, %d divergences%n", soak.lockstep.compared(), soak.divergences);
        System.out.flush();
        // Not by returning: a call that never returned may have left a thread behind.
        System.exit(soak.divergences == 0 ? 0 : 1);
    }

    private BooleanSupplier limit(String unit, long count) {
        return switch (unit) {
            case "ops" -> () -> lockstep.compared() >= count;
            case "minutes" -> () -> seconds() >= TimeUnit.MINUTES.toSeconds(count);
            default -> throw new IllegalArgumentException("soak: " + unit + " is neither ops nor minutes");
        };
    }

    private void run(BooleanSupplier isDone, long firstSeed) {
        for (long seed = firstSeed; !isDone.getAsBoolean(); seed++) {
            Program program = Programs.ofSeed(seed);
            compare(seed, trimmed ? program.trimmed() : program);
            if (seconds() >= nextLine) {
                nextLine = seconds() + SECONDS_BETWEEN_LINES;
                System.err.printf(
                        "soak: %.0f s, seed %d, %d operations, %.1f operations/s, %d divergences%n",
                        seconds(), seed, lockstep.compared(), lockstep.compared() / seconds(), divergences);
            }
        }
    }

    private void compare(long seed, Program program) {
        try {
            lockstep.compare(program);
        } catch (Divergence | RbdException difference) {
            divergences++;
            System.out.println("seed " + seed + ", again with -Dtest=LockstepTest -Drbd4j.lockstep.seed=" + seed + ": "
                    + difference);
            if (shrinks && difference instanceof Divergence) {
                shrink(seed, program);
            }
        }
    }

    /** In a lockstep of its own, for what it tries is not to be counted. */
    private void shrink(long seed, Program program) {
        Lockstep trials = new Lockstep(librbd, new SimTarget());
        try {
            trials.compare(trials.shrink(program));
            System.out.println("seed " + seed + ", shrunk, does not diverge any more");
        } catch (Divergence | RbdException difference) {
            System.out.println("seed " + seed + ", shrunk: " + difference);
        }
    }

    private double seconds() {
        return (System.nanoTime() - began) / SECOND;
    }
}
