package org.rbd4j.conformance.lockstep;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.rbd4j.Feature;
import org.rbd4j.Features;
import org.rbd4j.Rados;

/** An image that a program made, as far as its steps need to know it to refer to it; kept up to date by what succeeded. */
final class ImageState {
    final int pool;
    final List<SnapshotState> snapshots = new ArrayList<>();

    /** Who holds the advisory lock. */
    final Set<Hold> holds = new HashSet<>();

    String name;
    boolean hasParent;

    /** What it was made with and what was switched since, as far as steps need to know it. */
    Features features;

    ImageState(int pool, String name, boolean hasParent, Features features) {
        this.pool = pool;
        this.name = name;
        this.hasParent = hasParent;
        this.features = features;
    }

    boolean has(Feature feature) {
        return features.contains(feature);
    }

    @Override
    public String toString() {
        return "pool" + pool + "/" + name;
    }

    /**
     * A hold of the image's advisory lock, which lives on when its client is gone.
     *
     * @param client whose it is
     * @param cookie what the client calls it
     */
    record Hold(Rados client, String cookie) {}

    /** A snapshot of the image. */
    static final class SnapshotState {
        final ImageState image;
        String name;
        boolean isProtected;

        SnapshotState(ImageState image, String name) {
            this.image = image;
            this.name = name;
        }
    }
}
