package org.rbd4j.sim.librbd;

import java.time.Instant;
import java.util.Optional;
import org.rbd4j.sim.rados.ClassMethod;

/** What changes an object map: a method of the object class {@code rbd}, or a plain write of the whole object. */
sealed interface ObjectMapMethod extends ClassMethod<ObjectStates> {
    /** What becomes of a map; empty where there is none. */
    Optional<ObjectStates> applyTo(Optional<ObjectStates> before);

    @Override
    default Optional<ObjectStates> apply(Optional<ObjectStates> before, Instant now) {
        return applyTo(before);
    }

    /**
     * Makes the map one of so many objects; where there is none, it makes one.
     *
     * @param objectCount how many objects it describes from now on
     */
    record Resize(long objectCount) implements ObjectMapMethod {
        @Override
        public String name() {
            return "rbd.object_map_resize";
        }

        @Override
        public Optional<ObjectStates> applyTo(Optional<ObjectStates> before) {
            Maintenance.requireMappable(objectCount);
            return Optional.of(before.orElse(ObjectStates.none(0)).resized(objectCount));
        }
    }

    /**
     * Puts the objects of a range into a state.
     *
     * @param from the first object's number
     * @param end the number behind the last
     * @param state the new state
     * @param current only objects in this state are changed; empty for all. An object that exists and is clean counts as one that
     *     exists
     */
    record Update(long from, long end, ObjectState state, Optional<ObjectState> current) implements ObjectMapMethod {
        @Override
        public String name() {
            return "rbd.object_map_update";
        }

        @Override
        public Optional<ObjectStates> applyTo(Optional<ObjectStates> before) {
            return before.map(this::of);
        }

        private ObjectStates of(ObjectStates states) {
            return current.isEmpty()
                    ? states.filled(from, end, state)
                    : states.changed(from, end, found -> isCurrent(found) ? state : found);
        }

        private boolean isCurrent(ObjectState found) {
            ObjectState wanted = current.orElseThrow();
            return found == wanted || (wanted == ObjectState.EXISTS && found == ObjectState.EXISTS_CLEAN);
        }
    }

    /** With fast-diff, nothing has changed since the snapshot that is just taken. */
    record SnapAdd() implements ObjectMapMethod {
        @Override
        public String name() {
            return "rbd.object_map_snap_add";
        }

        @Override
        public Optional<ObjectStates> applyTo(Optional<ObjectStates> before) {
            return before.map(ObjectStates::clean);
        }
    }

    /**
     * With fast-diff, what a removed snapshot had changed is a change of the next one's now.
     *
     * @param removed the removed snapshot's map
     */
    record SnapRemove(ObjectStates removed) implements ObjectMapMethod {
        @Override
        public String name() {
            return "rbd.object_map_snap_remove";
        }

        @Override
        public Optional<ObjectStates> applyTo(Optional<ObjectStates> before) {
            return before.map(states -> states.withChangesOf(removed));
        }
    }

    /**
     * Replaces the map.
     *
     * @param states the new one
     */
    record Save(ObjectStates states) implements ObjectMapMethod {
        @Override
        public String name() {
            return "rbd.object_map_save";
        }

        @Override
        public Optional<ObjectStates> applyTo(Optional<ObjectStates> before) {
            return Optional.of(states);
        }
    }

    /**
     * Writes a copy of another map.
     *
     * @param states the other one
     */
    record WriteFull(ObjectStates states) implements ObjectMapMethod {
        @Override
        public String name() {
            return "write-full";
        }

        @Override
        public Optional<ObjectStates> applyTo(Optional<ObjectStates> before) {
            return Optional.of(states);
        }
    }
}
