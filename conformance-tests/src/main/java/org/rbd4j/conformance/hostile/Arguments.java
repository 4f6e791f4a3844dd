package org.rbd4j.conformance.hostile;

import java.lang.reflect.Method;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.rbd4j.DiffRange;
import org.rbd4j.DiffVisitor;
import org.rbd4j.Feature;
import org.rbd4j.Features;
import org.rbd4j.ImageOptions;
import org.rbd4j.IoAdvice;
import org.rbd4j.OpenOptions;
import org.rbd4j.Pool;
import org.rbd4j.Progress;

/** What methods are given, by the types of their parameters; half of it sensible, so that calls get far. */
final class Arguments {
    private static final List<Feature> FEATURES = List.of(Feature.values());
    private static final List<IoAdvice> ADVICE = List.of(IoAdvice.values());

    /** What the texts are that a method takes; those of all others are names of snapshots. */
    private static final Map<String, List<List<String>>> TEXTS = Map.of(
            "cloneImage", List.of(Texts.IMAGES, Texts.SNAPSHOTS, Texts.IMAGES),
            "lockShared", List.of(Texts.COOKIES, Texts.COOKIES),
            "breakLock", List.of(List.of("client.1", "client.4100", "nobody"), Texts.COOKIES));

    private static final Set<String> TAKE_IMAGES =
            Set.of("createImage", "removeImage", "renameImage", "openImage", "copy");
    private static final Set<String> TAKE_POOLS = Set.of("createPool", "deletePool", "openPool");
    private static final Set<String> TAKE_COOKIES = Set.of("lockExclusive", "unlock");

    private Arguments() {}

    static List<Argument> of(Method method, Dice dice) {
        List<Argument> arguments = new ArrayList<>();
        int texts = 0;
        for (Class<?> type : method.getParameterTypes()) {
            arguments.add(type == String.class ? text(method.getName(), texts++, dice) : of(type, dice));
        }
        return arguments;
    }

    private static Argument text(String method, int number, Dice dice) {
        if (TAKE_POOLS.contains(method)) {
            return pool(dice);
        }
        List<String> names = TEXTS.containsKey(method)
                ? TEXTS.get(method).get(number)
                : TAKE_IMAGES.contains(method)
                        ? Texts.IMAGES
                        : TAKE_COOKIES.contains(method) ? Texts.COOKIES : Texts.SNAPSHOTS;
        return Texts.oneOf(names, dice);
    }

    private static Argument pool(Dice dice) {
        if (dice.oneIn(3)) {
            return Texts.oneOf(List.of("hostile-none"), dice);
        }
        int pool = dice.below(HostileWorld.POOL_NAMES);
        return new Argument("the name of pool " + pool, world -> world.poolName(pool), Set.of());
    }

    private static Argument of(Class<?> type, Dice dice) {
        if (type == long.class) {
            return Argument.of(dice.size());
        } else if (type == int.class) {
            return number(dice);
        } else if (type == boolean.class) {
            return Argument.of(dice.oneIn(2));
        } else if (type == ByteBuffer.class) {
            return Buffers.any(dice);
        } else if (type == Pool.class) {
            return poolOf(dice);
        } else if (type == Progress.class) {
            return Callbacks.progress(dice);
        } else if (type == DiffVisitor.class) {
            return Callbacks.visitor(dice);
        }
        return dice.oneIn(40) ? Argument.of(null, "null", Excuse.NULL) : value(type, dice);
    }

    private static Argument value(Class<?> type, Dice dice) {
        if (type == byte[].class) {
            int length = Buffers.length(dice);
            return new Argument("an array of " + length + " bytes", world -> new byte[length], Set.of());
        } else if (type == IoAdvice[].class) {
            return advice(dice);
        } else if (type == ImageOptions.class) {
            return Argument.of(options(dice));
        } else if (type == OpenOptions.class) {
            return Argument.of(opening(dice));
        } else if (type == Features.class) {
            return Argument.of(features(dice));
        } else if (type == DiffRange.class) {
            return Argument.of(range(dice));
        }
        throw new IllegalArgumentException("no hostile value of " + type + " is known: teach Arguments one");
    }

    /** How many bytes to read. */
    private static Argument number(Dice dice) {
        int number = dice.oneIn(10) ? (int) dice.border() : Buffers.length(dice);
        return Math.abs((long) number) < 1 << 24
                ? Argument.of(number)
                : Argument.of(number, String.valueOf(number), Excuse.HUGE);
    }

    private static Argument poolOf(Dice dice) {
        if (dice.oneIn(40)) {
            return Argument.of(null, "null", Excuse.NULL);
        }
        int slot = dice.below(HostileWorld.POOLS);
        return new Argument("pool " + slot, world -> world.pool(slot), Set.of());
    }

    private static Argument advice(Dice dice) {
        if (!dice.oneIn(4)) {
            return Argument.of(new IoAdvice[0], "no advice");
        }
        if (dice.oneIn(4)) {
            return Argument.of(new IoAdvice[] {null}, "null advice", Excuse.NULL);
        }
        IoAdvice[] advice = {dice.oneOf(ADVICE), dice.oneOf(ADVICE)};
        return Argument.of(advice, advice[0] + " and " + advice[1]);
    }

    private static ImageOptions options(Dice dice) {
        ImageOptions options = ImageOptions.defaults();
        if (!dice.oneIn(3)) {
            options = options.withOrder(dice.oneIn(12) ? (int) dice.border() : 12 + dice.below(12));
        }
        if (dice.oneIn(2)) {
            options = options.withFeatures(features(dice));
        }
        if (dice.oneIn(4)) {
            options = dice.oneIn(3)
                    ? options.withStriping(dice.border(), dice.border())
                    : options.withStriping(4096, 1 + dice.below(5));
        }
        return dice.oneIn(30) ? options.withFormat(dice.below(4)) : options;
    }

    private static OpenOptions opening(Dice dice) {
        OpenOptions options = OpenOptions.defaults();
        if (dice.oneIn(2)) {
            options = options.withReadOnly();
        }
        return dice.oneIn(2) ? options.withSnapshot(dice.oneOf(Texts.SNAPSHOTS)) : options;
    }

    private static Features features(Dice dice) {
        if (dice.oneIn(10)) {
            return new Features(dice.border());
        }
        Features features = Features.NONE;
        for (Feature feature : FEATURES) {
            features = dice.oneIn(2) ? features.with(feature) : features;
        }
        return features;
    }

    private static DiffRange range(Dice dice) {
        Optional<String> since = dice.oneIn(2) ? Optional.empty() : Optional.of(dice.oneOf(Texts.SNAPSHOTS));
        DiffRange range = new DiffRange(since, 0, Long.MAX_VALUE, dice.oneIn(2), dice.oneIn(2));
        return dice.oneIn(2) ? range : range.withPart(dice.size(), dice.size());
    }
}
