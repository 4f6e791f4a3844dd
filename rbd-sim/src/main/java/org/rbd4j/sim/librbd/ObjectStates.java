package org.rbd4j.sim.librbd;

import java.util.Arrays;
import java.util.Collections;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.TreeMap;
import java.util.function.LongPredicate;
import java.util.function.UnaryOperator;

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

    /** The map in which the first objects are all in one state. */
    ObjectStates filled(long end, ObjectState state) {
        NavigableMap<Long, byte[]> changed = new TreeMap<>(chunks);
        for (long at = 0; at < Math.min(end, count); at += CHUNK) {
            byte[] chunk = changed.getOrDefault(at / CHUNK, new byte[CHUNK]).clone();
            Arrays.fill(chunk, 0, (int) Math.min(CHUNK, Math.min(end, count) - at), (byte) state.ordinal());
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

    /** Changes the states of the objects that exist, wherever the number says so. */
    ObjectStates changed(LongPredicate which, UnaryOperator<ObjectState> change) {
        NavigableMap<Long, byte[]> changed = new TreeMap<>();
        chunks.forEach((first, chunk) -> {
            byte[] copy = chunk.clone();
            for (int i = 0; i < CHUNK; i++) {
                if (copy[i] != ObjectState.NONEXISTENT.ordinal() && which.test(first * CHUNK + i)) {
                    copy[i] = (byte) change.apply(STATES[copy[i]]).ordinal();
                }
            }
            changed.put(first, copy);
        });
        return new ObjectStates(count, changed);
    }

    /** The numbers of the objects that exist, in order. */
    NavigableSet<Long> existing() {
        NavigableSet<Long> numbers = new java.util.TreeSet<>();
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
