package org.rbd4j.sim.librbd;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import org.rbd4j.LibrbdVersion;

/** What answers depend on that one release of librbd has and another may not: its defects, and habits that only answers show. */
public final class LibrbdProfile {
    /** Ceph 16.2.15. */
    public static final LibrbdProfile PACIFIC =
            new LibrbdProfile(new LibrbdVersion(1, 16, 0), EnumSet.allOf(Defect.class));

    private final LibrbdVersion version;
    private final Set<Defect> defects;

    private LibrbdProfile(LibrbdVersion version, Set<Defect> defects) {
        this.version = version;
        this.defects = Collections.unmodifiableSet(defects);
    }

    /**
     * The same release as it was meant to be.
     *
     * @return a profile without defects
     */
    public LibrbdProfile withoutDefects() {
        return new LibrbdProfile(version, EnumSet.noneOf(Defect.class));
    }

    /**
     * What librbd calls itself.
     *
     * @return the version of its interface
     */
    public LibrbdVersion version() {
        return version;
    }

    boolean has(Defect defect) {
        return defects.contains(defect);
    }

    /**
     * How many stripe periods a copy that must fetch the managed lock first asks for without the object map, which comes with the
     * lock: as many as rbd_concurrent_management_ops lets it read at once, and the one for which it learnt that it lacks the lock.
     */
    long periodsCopiedBeforeTheLock() {
        return 10 + 1;
    }

    /** Whether a diff tries for the managed lock once in a handle's life alone, and not each time. */
    boolean triesForLockAtFirstDiffAlone() {
        return true;
    }
}
