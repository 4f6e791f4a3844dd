package org.rbd4j;

import java.util.Comparator;

/**
 * A clone of one of an image's snapshots.
 *
 * @param pool the clone's pool
 * @param image the clone's name
 */
public record ChildImage(String pool, String image) implements Comparable<ChildImage> {
    private static final Comparator<ChildImage> BY_POOL_AND_NAME =
            Comparator.comparing(ChildImage::pool).thenComparing(ChildImage::image);

    @Override
    public int compareTo(ChildImage other) {
        return BY_POOL_AND_NAME.compare(this, other);
    }
}
