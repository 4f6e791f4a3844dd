package org.rbd4j.sim.librbd;

import java.util.Arrays;
import java.util.Collections;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.LongPredicate;
import java.util.function.UnaryOperator;
import org.rbd4j.sim.rados.MetadataName;
import org.rbd4j.sim.rados.RadosPool;

/**
 * The content of an object-map object: one state per object; immutable. Stretches of objects that do not exist take no
 * memory.
 */
final class ObjectStates {
    private static final int CHUNK = 1024;
    private static final ObjectState[] STATES = ObjectState.values();

    private final long count;
    /** By the number of its first object divided by {@link #CHUNK}; a chunk that is missing holds no object that exists. */
    private final NavigableMap<Long, byte[]> chunks;

    private ObjectStates(long count, NavigableMap<Long, byte[]> chunks) {
        this.count = count;
        this.chunks = Collections.unmodifiableNavigableMap(chunks);
    }

    /** The object that holds the map of HEAD or of a snapshot. */
    static MetadataName<ObjectStates> nameAt(String imageId, long snapId) {
        String suffix = snapId == RadosPool.HEAD ? "" : String.format(".%016x", snapId);
        return new MetadataName<>("rbd_object_map." + imageId + suffix, "object map", ObjectStates.class);
    }

    /** The map of objects of which none exists. */
    static ObjectStates none(long count) {
        return new ObjectStates(count, new TreeMap<>());
    }

    /** How many objects the map describes. */
    long count() {
        return count;
    }

    /** An object's state; past the end, that of an object that does not exist. */
    ObjectState get(long number) {
        byte[] chunk = number < count ? chunks.get(number / CHUNK) : null;
        return chunk == null ? ObjectState.NONEXISTENT : STATES[chunk[(int) (number % CHUNK)]];
    }

    ObjectStates with(long number, ObjectState state) {
        if (get(number) == state || number >= count) {
            return this;
        }
        NavigableMap<Long, byte[]> changed = new TreeMap<>(chunks);
        changed.merge(number / CHUNK, new byte[CHUNK], (old, unused) -> old.clone());
        changed.get(number / CHUNK)[(int) (number % CHUNK)] = (byte) state.ordinal();
        return new ObjectStates(count, changed);
    }

    /** The map in which the objects of a range are all in one state. */
    ObjectStates filled(long from, long end, ObjectState state) {
        if (end - from == 1) {
            return with(from, state);
        }
        NavigableMap<Long, byte[]> changed = new TreeMap<>(chunks);
        long last = Math.min(end, count);
        for (long at = from; at < last; at += CHUNK - at % CHUNK) {
            byte[] chunk = changed.getOrDefault(at / CHUNK, new byte[CHUNK]).clone();
            int begin = (int) (at % CHUNK);
            Arrays.fill(chunk, begin, (int) Math.min(CHUNK, begin + last - at), (byte) state.ordinal());
            changed.put(at / CHUNK, chunk);
        }
        return new ObjectStates(count, changed);
    }

    /** The map of more objects, which do not exist, or of fewer. */
    ObjectStates resized(long newCount) {
        NavigableMap<Long, byte[]> kept = new TreeMap<>(chunks.headMap((newCount + CHUNK - 1) / CHUNK, false));
        if (newCount % CHUNK != 0) {
            kept.computeIfPresent(newCount / CHUNK, (first, chunk) -> {
                byte[] cut = chunk.clone();
                Arrays.fill(cut, (int) (newCount % CHUNK), CHUNK, (byte) ObjectState.NONEXISTENT.ordinal());
                return cut;
            });
        }
        return new ObjectStates(newCount, kept);
    }

    /** Changes the states of the objects that exist, wherever the number says so; this map itself if nothing changes. */
    ObjectStates changed(LongPredicate which, UnaryOperator<ObjectState> change) {
        NavigableMap<Long, byte[]> changed = new TreeMap<>();
        chunks.forEach((first, chunk) -> changed.put(first, changed(first, chunk, which, change)));
        boolean isSame = chunks.entrySet().stream().allMatch(entry -> changed.get(entry.getKey()) == entry.getValue());
        return isSame ? this : new ObjectStates(count, changed);
    }

    private static byte[] changed(long first, byte[] chunk, LongPredicate which, UnaryOperator<ObjectState> change) {
        byte[] result = chunk;
        for (int i = 0; i < CHUNK; i++) {
            if (chunk[i] != ObjectState.NONEXISTENT.ordinal() && which.test(first * CHUNK + i)) {
                byte state = (byte) change.apply(STATES[chunk[i]]).ordinal();
                if (state != chunk[i] && result == chunk) {
                    result = chunk.clone();
                }
                result[i] = state;
            }
        }
        return result;
    }

    /** The numbers of the objects that exist, in order. */
    NavigableSet<Long> existing() {
        NavigableSet<Long> numbers = new TreeSet<>();
        chunks.forEach((first, chunk) -> {
            for (int i = 0; i < CHUNK; i++) {
                if (chunk[i] != ObjectState.NONEXISTENT.ordinal()) {
                    numbers.add(first * CHUNK + i);
                }
            }
        });
        return numbers;
    }
}
