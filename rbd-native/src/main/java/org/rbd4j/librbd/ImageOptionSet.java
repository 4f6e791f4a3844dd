package org.rbd4j.librbd;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static org.rbd4j.librbd.LibrbdFunctions.RBD_IMAGE_OPTIONS_CREATE;
import static org.rbd4j.librbd.LibrbdFunctions.RBD_IMAGE_OPTIONS_DESTROY;
import static org.rbd4j.librbd.LibrbdFunctions.RBD_IMAGE_OPTIONS_SET_UINT64;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import org.rbd4j.ImageOptions;
import org.rbd4j.InvalidArgumentException;
import org.rbd4j.internal.Reason;

/** An rbd_image_options_t that holds what the caller set and nothing else; librbd fills in the rest. */
final class ImageOptionSet {
    /** The values of librbd.h's enumeration of image options. */
    private static final int FORMAT = 0;

    private static final int FEATURES = 1;
    private static final int ORDER = 2;
    private static final int STRIPE_UNIT = 3;
    private static final int STRIPE_COUNT = 4;

    /** The largest order that librbd takes as it is: it looks at the lowest eight bits only, so that 268 would be 12. */
    private static final int LARGEST_ORDER = 255;

    private static final long STRIPE_COUNT_LIMIT = 1L << 32;

    private final MemorySegment set;
    private final String what;

    private ImageOptionSet(MemorySegment set, String what) {
        this.set = set;
        this.what = what;
    }

    /** Makes the set, which is destroyed together with the arena. */
    @SuppressWarnings("restricted")
    static MemorySegment toC(Arena arena, String what, ImageOptions options) throws Throwable {
        MemorySegment slot = arena.allocate(ADDRESS);
        RBD_IMAGE_OPTIONS_CREATE.invokeExact(slot);
        MemorySegment set = slot.get(ADDRESS, 0).reinterpret(arena, ImageOptionSet::destroy);
        new ImageOptionSet(set, what).fill(options);
        return set;
    }

    private void fill(ImageOptions options) throws Throwable {
        if (options.order().isPresent()) {
            int order = options.order().getAsInt();
            put(ORDER, order < 0 || order > LARGEST_ORDER ? LARGEST_ORDER : order);
        }
        if (options.features().isPresent()) {
            put(FEATURES, options.features().get().bits());
        }
        if (options.stripeUnitInBytes().isPresent()) {
            put(STRIPE_UNIT, options.stripeUnitInBytes().getAsLong());
        }
        if (options.stripeCount().isPresent()) {
            long count = options.stripeCount().getAsLong();
            checkStripeCount(what, count);
            put(STRIPE_COUNT, count);
        }
        if (options.format().isPresent()) {
            put(FORMAT, options.format().getAsInt());
        }
    }

    /** Refuses what ends the process: librbd keeps the lowest 32 bits of a stripe count, and divides by them. */
    static void checkStripeCount(String what, long count) {
        if (count < 0 || count >= STRIPE_COUNT_LIMIT) {
            throw new InvalidArgumentException(what + ": " + Reason.STRIPE_COUNT_OUT_OF_RANGE.of(count));
        }
    }

    private void put(int option, long value) throws Throwable {
        int returned = (int) RBD_IMAGE_OPTIONS_SET_UINT64.invokeExact(set, option, value);
        ReturnCode.check(what, returned);
    }

    private static void destroy(MemorySegment set) {
        try {
            RBD_IMAGE_OPTIONS_DESTROY.invokeExact(set);
        } catch (Throwable impossible) {
            throw new IllegalStateException("C functions throw nothing", impossible);
        }
    }
}
