package org.rbd4j.conformance.lockstep;

import java.util.List;
import org.rbd4j.Feature;
import org.rbd4j.Features;
import org.rbd4j.ImageOptions;

/** What the numbers of a step that makes an image stand for. */
final class Shapes {
    /** Larger images take too long to look at. */
    private static final long LARGEST = 40 << 20;

    private static final Features LAYERING = Features.of(Feature.LAYERING);
    private static final Features LOCKED = LAYERING.with(Feature.EXCLUSIVE_LOCK);

    /** All that librbd accepts, but for journaling: those with layering first, and at the end one that it refuses. */
    static final List<Features> FEATURES = List.of(
            LAYERING,
            LOCKED,
            LOCKED.with(Feature.OBJECT_MAP).with(Feature.DEEP_FLATTEN),
            LAYERING.with(Feature.DEEP_FLATTEN),
            LOCKED.with(Feature.OBJECT_MAP).with(Feature.FAST_DIFF),
            LOCKED.with(Feature.DEEP_FLATTEN),
            Features.NONE,
            Features.of(Feature.EXCLUSIVE_LOCK),
            Features.of(Feature.EXCLUSIVE_LOCK, Feature.OBJECT_MAP),
            Features.of(Feature.DEEP_FLATTEN),
            LAYERING.with(Feature.OBJECT_MAP));

    static final int WITH_LAYERING = 6;

    private static final int SMALLEST_ORDER = 12;
    private static final int ORDERS = 14;
    private static final int STRIPINGS = 6;

    private Shapes() {}

    /** 0 is 4 KiB. */
    static int order(int reference) {
        return SMALLEST_ORDER + reference % ORDERS;
    }

    static ImageOptions created(int order, int features, int striping) {
        return striped(
                ImageOptions.defaults().withOrder(order(order)).withFeatures(FEATURES.get(features % FEATURES.size())),
                order(order),
                striping);
    }

    /** 0 inherits from the parent. */
    static ImageOptions cloned(int order, int features, int striping) {
        ImageOptions options = ImageOptions.defaults();
        if (order > 0) {
            options = options.withOrder(order(order));
        }
        if (features > 0) {
            options = options.withFeatures(FEATURES.get((features - 1) % FEATURES.size()));
        }
        return striped(options, order(order), striping);
    }

    private static ImageOptions striped(ImageOptions options, int order, int striping) {
        long objectSize = 1L << order;
        return switch (striping % STRIPINGS) {
            case 1 -> options.withStriping(512, 2);
            case 2 -> options.withStriping(objectSize / 2, 3);
            case 3 -> options.withStriping(1024, 5);
            case 4 -> options.withStriping(objectSize, 2);
            case 5 -> options.withStriping(objectSize / 4, 1);
            default -> options;
        };
    }

    /** So many objects, and so many bytes more, or less if {@code bytes} is negative. */
    static long size(long objectSize, int objects, int bytes) {
        long size = Math.max(0, objects * objectSize + Math.floorMod(bytes, objectSize));
        return size <= LARGEST ? size : LARGEST - Math.floorMod(bytes, objectSize);
    }
}
