package org.rbd4j.sim.librbd;

import java.util.EnumSet;
import java.util.Set;

/** The defects of librbd's that made a difference to what one handle did, until somebody takes them. */
public final class DefectsMet {
    private final LibrbdProfile profile;

    /** Guarded by itself: a warning goes out after the cluster's lock is given back. */
    private final Set<Defect> met = EnumSet.noneOf(Defect.class);

    /** Nearly every call asks, and hardly ever is there one. */
    private volatile boolean isAnyMet;

    DefectsMet(LibrbdProfile profile) {
        this.profile = profile;
    }

    /** Notes that a defect makes a difference here, and tells whether it is to show. */
    boolean meet(Defect defect) {
        if (profile.has(defect)) {
            synchronized (met) {
                met.add(defect);
                isAnyMet = true;
            }
        }
        return profile.has(defect);
    }

    /**
     * Takes those that were met, and reproduced, since this was last called.
     *
     * @return a copy
     */
    public Set<Defect> take() {
        if (!isAnyMet) {
            return Set.of();
        }
        synchronized (met) {
            Set<Defect> taken = Set.copyOf(met);
            met.clear();
            isAnyMet = false;
            return taken;
        }
    }
}
