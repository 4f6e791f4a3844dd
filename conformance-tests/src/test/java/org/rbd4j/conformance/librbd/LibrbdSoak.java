package org.rbd4j.conformance.librbd;

import org.rbd4j.conformance.ConformanceTarget;
import org.rbd4j.conformance.lockstep.Lockstep;
import org.rbd4j.conformance.lockstep.Soak;
import org.rbd4j.conformance.sim.SimTarget;

/** Soaks the simulator beside librbd, one program after the other on the same two clusters. */
public final class LibrbdSoak {
    private LibrbdSoak() {}

    /**
     * Compares.
     *
     * @param arguments what {@link Soak#run} takes
     */
    public static void main(String[] arguments) {
        ConformanceTarget librbd = RealCluster.get();
        ConformanceTarget simulator = new SimTarget();
        Soak soak = new Soak(
                () -> new Lockstep(librbd, simulator).comparingMessages(),
                1,
                "-Dtest=LockstepTest -Drbd4j.lockstep.seed=%d",
                System.out);
        boolean allInStep = soak.run(arguments);
        // Not by returning: a call that never returned may have left a thread behind.
        System.exit(allInStep ? 0 : 1);
    }
}
