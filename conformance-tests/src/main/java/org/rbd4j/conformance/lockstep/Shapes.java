package org.rbd4j.conformance.lockstep;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.rbd4j.Feature;
import org.rbd4j.Features;
import org.rbd4j.Image;
import org.rbd4j.ImageOptions;

/** What the numbers of a step stand for: an image that it makes, or a place in one that there is, or bytes. */
final class Shapes {
    /** Larger images take too long to look at. */
    static final long LARGEST = 40 << 20;

    /** What a set has of the locked features: what librbd accepts, and at the end what it refuses. */
    private static final List<Features> LOCKED = List.of(
            Features.NONE,
            Features.of(Feature.EXCLUSIVE_LOCK),
            Features.of(Feature.EXCLUSIVE_LOCK, Feature.OBJECT_MAP),
            Features.of(Feature.EXCLUSIVE_LOCK, Feature.OBJECT_MAP, Feature.FAST_DIFF),
            Features.of(Feature.EXCLUSIVE_LOCK, Feature.FAST_DIFF),
            Features.of(Feature.EXCLUSIVE_LOCK, Feature.JOURNALING),
            Features.of(Feature.EXCLUSIVE_LOCK, Feature.OBJECT_MAP, Feature.FAST_DIFF, Feature.JOURNALING),
            Features.of(Feature.FAST_DIFF),
            Features.of(Feature.JOURNALING),
            Features.of(Feature.OBJECT_MAP));

    /** All that librbd accepts, and some that it refuses: those with layering first. */
    static final List<Features> FEATURES = Stream.of(
                    Features.of(Feature.LAYERING),
                    Features.of(Feature.LAYERING, Feature.DEEP_FLATTEN),
                    Features.NONE,
                    Features.of(Feature.DEEP_FLATTEN))
            .flatMap(other -> LOCKED.stream().map(locked -> other.plus(locked)))
            .toList();

    static final int WITH_LAYERING = FEATURES.size() / 2;

    /** Which of the sets are accepted and have a map of the image's objects. */
    static final List<Integer> WITH_OBJECT_MAP = IntStream.range(0, WITH_LAYERING)
            .filter(set -> FEATURES.get(set).contains(Feature.OBJECT_MAP)
                    && FEATURES.get(set).contains(Feature.EXCLUSIVE_LOCK))
            .boxed()
            .toList();

    /** What is switched at once; of the last, nothing can be. */
    private static final List<Features> SWITCHED = List.of(
            Features.of(Feature.OBJECT_MAP),
            Features.of(Feature.FAST_DIFF),
            Features.of(Feature.OBJECT_MAP, Feature.FAST_DIFF),
            Features.of(Feature.EXCLUSIVE_LOCK),
            Features.of(Feature.EXCLUSIVE_LOCK, Feature.OBJECT_MAP),
            Features.of(Feature.EXCLUSIVE_LOCK, Feature.OBJECT_MAP, Feature.FAST_DIFF),
            Features.of(Feature.EXCLUSIVE_LOCK, Feature.FAST_DIFF),
            Features.of(Feature.DEEP_FLATTEN),
            Features.of(Feature.DEEP_FLATTEN, Feature.OBJECT_MAP),
            Features.of(Feature.JOURNALING),
            Features.of(Feature.EXCLUSIVE_LOCK, Feature.JOURNALING),
            Features.of(Feature.LAYERING),
            Features.of(Feature.OBJECT_MAP, Feature.STRIPING),
            Features.NONE,
            new Features(1L << 20));

    static final int SWITCHES = SWITCHED.size();
    static final int UNSWITCHABLE = SWITCHES - 1;

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

    /** What a clone or a copy is to be; 0 is the parent's or the source's. */
    static ImageOptions derived(int order, int features, int striping) {
        ImageOptions options = ImageOptions.defaults();
        if (order > 0) {
            options = options.withOrder(order(order));
        }
        if (features > 0) {
            options = options.withFeatures(FEATURES.get((features - 1) % FEATURES.size()));
        }
        return striped(options, order(order), striping);
    }

    static Features switched(int reference) {
        return SWITCHED.get(reference % SWITCHES);
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

    /** Bytes that tell their seed. */
    static byte[] content(int seed, int length) {
        byte[] content = new byte[length];
        new Random(seed).nextBytes(content);
        return content;
    }

    /** In the image, and beyond its end if the object is errant. */
    static long offset(Image image, int object, int bytes) {
        long size = image.size();
        long unit = image.stripeUnit();
        long within = Math.floorMod(bytes, unit);
        if (object >= World.ERRANT || size == 0) {
            return size + within;
        }
        return (object % (size / unit + 1) * unit + within) % size;
    }
}
