package org.rbd4j.conformance.sim;

import org.rbd4j.conformance.lockstep.Lockstep;
import org.rbd4j.conformance.lockstep.Soak;

/** Soaks the simulator beside itself, each program on two clusters of its own, as many programs at once as there are processors. */
public final class SimSoak {
    private SimSoak() {}

    /**
     * Compares.
     *
     * @param arguments what {@link Soak#run} takes
     */
    public static void main(String[] arguments) {
        String trim = Boolean.parseBoolean(arguments[4]) ? " --trim" : "";
        Soak soak = new Soak(
                () -> new Lockstep(new SimTarget(), new TracedFork()),
                Runtime.getRuntime().availableProcessors(),
                "conformance-tests/bin/soak --sim-only --ops 1 --seed %d" + trim,
                System.out);
        System.exit(soak.run(arguments) ? 0 : 1);
    }
}
