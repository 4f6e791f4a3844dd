package org.rbd4j.conformance.lockstep;

import java.util.EnumMap;
import java.util.Map;
import java.util.Random;

/** What programs are mostly about: a theme changes how often each kind of step is chosen, and what images are like. */
public enum Theme {
    /** Everything, as it keeps programs deep. */
    GENERAL(false, false, Map.of()),

    /** Parents and children that shrink and grow, with snapshots between: what overlaps when. */
    RESIZES(
            true,
            false,
            Map.of(
                    StepKind.RESIZE, 40,
                    StepKind.SNAPSHOT_AND_CLONE, 16,
                    StepKind.SNAPSHOT, 20,
                    StepKind.ROLLBACK, 10,
                    StepKind.SELECT_SNAPSHOT, 8,
                    StepKind.TRUNCATE, 8,
                    StepKind.LOOK, 5)),

    /** Small writes and discards in clones of clones: what a copy-up copies, and for which snapshots. */
    COPY_UP(
            true,
            false,
            Map.of(
                    StepKind.SNAPSHOT_AND_CLONE, 24,
                    StepKind.DISCARD, 30,
                    StepKind.DIFF, 30,
                    StepKind.FLATTEN, 10,
                    StepKind.SNAPSHOT, 20,
                    StepKind.BURST, 12,
                    StepKind.LOOK, 4)),

    /** Maps of an image's objects at many moments, and what fast-diff tells between two of them. */
    OBJECT_MAPS(
            true,
            true,
            Map.of(
                    StepKind.SNAPSHOT, 40,
                    StepKind.DISCARD, 30,
                    StepKind.DIFF, 40,
                    StepKind.RESIZE, 16,
                    StepKind.REBUILD, 12,
                    StepKind.ROLLBACK, 12,
                    StepKind.REMOVE_SNAPSHOT, 16,
                    StepKind.UPDATE_FEATURES, 12,
                    StepKind.LOOK, 4)),

    /** Snapshots that come and go, of parents and of clones. */
    REMOVALS(
            true,
            false,
            Map.of(
                    StepKind.SNAPSHOT, 40,
                    StepKind.REMOVE_SNAPSHOT, 36,
                    StepKind.UNPROTECT, 12,
                    StepKind.SNAPSHOT_AND_CLONE, 16,
                    StepKind.DISCARD, 24,
                    StepKind.DIFF, 20,
                    StepKind.ROLLBACK, 10,
                    StepKind.LOOK, 4)),

    /** Who is whose child, as snapshots are cloned, protected and renamed, and children flattened, copied and removed. */
    CHILDREN(
            true,
            false,
            Map.of(
                    StepKind.CLONE, 40,
                    StepKind.SNAPSHOT_AND_CLONE, 24,
                    StepKind.FLATTEN, 20,
                    StepKind.REMOVE, 16,
                    StepKind.UNPROTECT, 20,
                    StepKind.RENAME, 10,
                    StepKind.RENAME_SNAPSHOT, 10,
                    StepKind.REMOVE_SNAPSHOT, 12,
                    StepKind.COPY, 8,
                    StepKind.LOOK, 6)),

    /** The managed and the advisory lock, handles of several clients, and features that come and go. */
    LOCKS(
            true,
            true,
            Map.of(
                    StepKind.OPEN, 40,
                    StepKind.IS_OWNER, 40,
                    StepKind.LOCK, 10,
                    StepKind.UNLOCK, 10,
                    StepKind.LIST_HOLDERS, 8,
                    StepKind.UPDATE_FEATURES, 20,
                    StepKind.RECONNECT, 4,
                    StepKind.RESIZE, 12,
                    StepKind.CLOSE, 8,
                    StepKind.LOOK, 4)),

    /** What open handles know, as others change the image, and as calls are refused. */
    HANDLES(
            true,
            true,
            Map.of(
                    StepKind.STALE_HANDLE, 20,
                    StepKind.REFUSAL, 20,
                    StepKind.ASK, 40,
                    StepKind.ORPHAN_OF_IMAGE, 4,
                    StepKind.ORPHAN_OF_SNAPSHOT, 4,
                    StepKind.ORPHAN_OF_NEWS, 4,
                    StepKind.RESIZE, 12,
                    StepKind.SELECT_SNAPSHOT, 8,
                    StepKind.LOOK, 4));

    private final boolean smallImages;
    private final boolean objectMaps;
    private final Map<StepKind, Integer> weights = new EnumMap<>(StepKind.class);
    private final int sumOfWeights;

    Theme(boolean smallImages, boolean objectMaps, Map<StepKind, Integer> otherWeights) {
        this.smallImages = smallImages;
        this.objectMaps = objectMaps;
        for (StepKind kind : StepKind.values()) {
            weights.put(kind, otherWeights.getOrDefault(kind, kind.weight()));
        }
        sumOfWeights = weights.values().stream().mapToInt(weight -> weight).sum();
    }

    /** Whether images have few and small objects, so that steps meet in one. */
    boolean makesSmallImages() {
        return smallImages;
    }

    /** Whether most images have a map of their objects. */
    boolean likesObjectMaps() {
        return objectMaps;
    }

    StepKind choose(Random random) {
        int left = random.nextInt(sumOfWeights);
        for (Map.Entry<StepKind, Integer> kind : weights.entrySet()) {
            left -= kind.getValue();
            if (left < 0) {
                return kind.getKey();
            }
        }
        throw new AssertionError(left + " is beyond the sum of the weights");
    }
}
