package org.rbd4j.conformance.lockstep;

import java.util.ArrayList;
import java.util.List;

/** An image that a program made, as far as its steps need to know it to refer to it; kept up to date by what succeeded. */
final class ImageState {
    final int pool;
    final List<SnapshotState> snapshots = new ArrayList<>();
    String name;
    boolean hasParent;

    ImageState(int pool, String name, boolean hasParent) {
        this.pool = pool;
        this.name = name;
        this.hasParent = hasParent;
    }

    @Override
    public String toString() {
        return "pool" + pool + "/" + name;
    }

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
