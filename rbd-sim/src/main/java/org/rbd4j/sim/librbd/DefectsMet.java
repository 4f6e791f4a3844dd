package org.rbd4j.sim.librbd;

import java.util.EnumSet;
import java.util.Set;

/** The defects of librbd's that made a difference to what one handle did, until somebody takes them. */
public final class DefectsMet {
    private final LibrbdProfile profile;

    /** Guarded by itself: a warning goes out after the cluster's lock is given back. */
    private final Set<Defect> met = EnumSet.noneOf(Defect.class);

    DefectsMet(LibrbdProfile profile) {
        this.profile = profile;
    }

    /** Notes that a defect makes a difference here, and tells whether it is to show. */
    boolean meet(Defect defect) {
        if (profile.has(defect)) {
            synchronized (met) {
                met.add(defect);
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
        synchronized (met) {
            Set<Defect> taken = met.isEmpty() ? Set.of() : Set.copyOf(met);
            met.clear();
            return taken;
        }
    }
}
