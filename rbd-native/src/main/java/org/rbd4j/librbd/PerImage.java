package org.rbd4j.librbd;

import java.lang.ref.WeakReference;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;

/** One lock for each image, of whichever handle and connection of this JVM, for as long as somebody keeps it. */
final class PerImage<L> {
    private final Map<String, WeakReference<L>> all = new HashMap<>();
    private final Supplier<L> maker;

    PerImage(Supplier<L> maker) {
        this.maker = maker;
    }

    /**
     * The lock of an image, the same for all who ask while one of them keeps it.
     *
     * @param image what tells the image from all others of all clusters
     */
    synchronized L of(String image) {
        all.values().removeIf(reference -> reference.get() == null);
        WeakReference<L> known = all.get(image);
        L lock = known == null ? null : known.get();
        if (lock == null) {
            lock = maker.get();
            all.put(image, new WeakReference<>(lock));
        }
        return lock;
    }
}
