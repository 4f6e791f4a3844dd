package org.rbd4j.sim.rados;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A request, for people to read.
 *
 * @param object the object's name; empty where the request is about the pool or the cluster
 * @param steps what is done to the object
 * @param snap the snapshot that it is about, or {@link RadosPool#HEAD}
 * @param context which snapshots the writer says exist
 */
public record RequestText(String object, List<Step> steps, long snap, Optional<SnapContext> context) {
    /**
     * One step.
     *
     * @param name what it does
     * @param offset where it begins in the object, in bytes; a truncation's is the new size; empty where there is none
     * @param length how many bytes it is about; empty where there is none
     */
    public record Step(String name, OptionalLong offset, OptionalLong length) {
        static Step of(String name) {
            return new Step(name, OptionalLong.empty(), OptionalLong.empty());
        }

        static Step at(String name, long offset) {
            return new Step(name, OptionalLong.of(offset), OptionalLong.empty());
        }

        static Step range(String name, long offset, long length) {
            return new Step(name, OptionalLong.of(offset), OptionalLong.of(length));
        }
    }

    static RequestText of(String object, Step step) {
        return new RequestText(object, List.of(step), RadosPool.HEAD, Optional.empty());
    }

    static RequestText of(String object, String step) {
        return of(object, Step.of(step));
    }

    /** The same, about a snapshot; HEAD changes nothing. */
    RequestText at(long snapId) {
        return snapId == RadosPool.HEAD ? this : new RequestText(object, steps, snapId, context);
    }
}
