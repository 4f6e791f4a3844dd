package org.rbd4j;

import java.util.Objects;
import java.util.Optional;
import org.rbd4j.internal.Quoted;
import org.rbd4j.internal.Subject;

/**
 * What a diff covers; immutable.
 *
 * @param since the earlier snapshot; the beginning of time if empty
 * @param offset where to begin, in bytes
 * @param length how many bytes; clipped at the end of what is selected
 * @param includeParent true to count what a clone shares with its parent; matters only from the beginning of time
 * @param wholeObject true to answer by object and not by extent
 */
public record DiffRange(Optional<String> since, long offset, long length, boolean includeParent, boolean wholeObject) {
    /**
     * Refuses null.
     *
     * @param since the earlier snapshot; the beginning of time if empty
     * @param offset where to begin, in bytes
     * @param length how many bytes; clipped at the end of what is selected
     * @param includeParent true to count what a clone shares with its parent; matters only from the beginning of time
     * @param wholeObject true to answer by object and not by extent
     */
    public DiffRange {
        Objects.requireNonNull(since, "since");
    }

    /**
     * Everything that holds data, by extents, without the parent.
     *
     * @return the range
     */
    public static DiffRange sinceBeginning() {
        return new DiffRange(Optional.empty(), 0, Long.MAX_VALUE, false, false);
    }

    /**
     * Everything that changed since a snapshot, by extents.
     *
     * @param snapshot the earlier snapshot's name
     * @return the range
     */
    public static DiffRange since(String snapshot) {
        return new DiffRange(Optional.of(snapshot), 0, Long.MAX_VALUE, false, false);
    }

    /**
     * This range, cut to a part of the image.
     *
     * @param from where to begin, in bytes
     * @param count how many bytes
     * @return a new range
     */
    public DiffRange withPart(long from, long count) {
        return new DiffRange(since, from, count, includeParent, wholeObject);
    }

    /**
     * This range, with the parent's data counted where the clone still shares it, or not.
     *
     * @param include true to count it
     * @return a new range
     */
    public DiffRange withParent(boolean include) {
        return new DiffRange(since, offset, length, include, wholeObject);
    }

    /**
     * This range, answered by object or by extent.
     *
     * @param whole true for an answer by object
     * @return a new range
     */
    public DiffRange withWholeObject(boolean whole) {
        return new DiffRange(since, offset, length, includeParent, whole);
    }

    @Override
    public String toString() {
        return Subject.range(offset, length)
                + since.map(snapshot -> " since " + Quoted.of(snapshot)).orElse("")
                + (includeParent ? " with the parent" : "")
                + (wholeObject ? " by whole objects" : "");
    }
}
