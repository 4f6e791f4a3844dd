package org.rbd4j.sim.librbd;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import org.rbd4j.Errno;
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
     * The errnos that count as done when whoever owns the managed lock ends an operation with them, this handle or another: they
     * are taken for the sign that the operation was asked for twice (C_InvokeAsyncRequest, and around it).
     */
    Set<Integer> countedAsDone(OwnerRequest request) {
        if (request instanceof OwnerRequest.SnapshotCreate || request instanceof OwnerRequest.Rename) {
            return Set.of(Errno.EEXIST);
        } else if (request instanceof OwnerRequest.SnapshotRemove) {
            return Set.of(Errno.ENOENT);
        } else if (request instanceof OwnerRequest.Flatten) {
            return Set.of(Errno.EINVAL);
        }
        return Set.of();
    }

    /**
     * How many stripe periods a copy that must fetch the managed lock first asks for without the object map, which comes with the
     * lock: as many as it has in flight, and the one for which it learnt that it lacks the lock.
     */
    long periodsCopiedBeforeTheLock() {
        return InFlight.MOST_OBJECTS + 1;
    }

    /** Whether a diff tries for the managed lock once in a handle's life alone, and not each time. */
    boolean triesForLockAtFirstDiffAlone() {
        return true;
    }
}
