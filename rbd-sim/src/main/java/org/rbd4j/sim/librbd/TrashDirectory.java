package org.rbd4j.sim.librbd;

import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.rbd4j.Errno;
import org.rbd4j.sim.rados.ClassMethod;
import org.rbd4j.sim.rados.ErrnoFailure;
import org.rbd4j.sim.rados.IoContext;
import org.rbd4j.sim.rados.MetadataName;
import org.rbd4j.sim.rados.MetadataRequest;

/**
 * The pool's trash, through which an image goes that is removed: there it has an id and no name by which it could be opened;
 * immutable.
 *
 * @param entries by the images' ids
 */
record TrashDirectory(Map<String, Entry> entries) {
    private static final MetadataName<TrashDirectory> NAME =
            new MetadataName<>("rbd_trash", "trash", TrashDirectory.class);

    private static final TrashDirectory EMPTY = new TrashDirectory(Map.of());

    TrashDirectory {
        entries = Collections.unmodifiableMap(entries);
    }

    /** How far an image has come on its way through the trash. */
    enum State {
        /** It lies there. */
        NORMAL,
        /** It is on its way there. */
        MOVING,
        /** It is being removed. */
        REMOVING
    }

    /**
     * One image in the trash.
     *
     * @param name the name that it had
     * @param state how far it has come
     */
    record Entry(String name, State state) {}

    private record Add(String id, Entry entry) implements ClassMethod<TrashDirectory> {
        @Override
        public String name() {
            return "rbd.trash_add";
        }

        @Override
        public Optional<TrashDirectory> apply(Optional<TrashDirectory> before, Instant now) {
            TrashDirectory trash = before.orElse(EMPTY);
            if (trash.entries.containsKey(id)) {
                throw new ErrnoFailure(Errno.EEXIST, "the image of id " + id + " is in the trash");
            }
            return Optional.of(trash.with(id, entry));
        }
    }

    private record SetState(String id, State state) implements ClassMethod<TrashDirectory> {
        @Override
        public String name() {
            return "rbd.trash_state_set";
        }

        @Override
        public Optional<TrashDirectory> apply(Optional<TrashDirectory> before, Instant now) {
            TrashDirectory trash = before.orElse(EMPTY);
            Entry entry = trash.require(id);
            return Optional.of(trash.with(id, new Entry(entry.name(), state)));
        }
    }

    private record Remove(String id) implements ClassMethod<TrashDirectory> {
        @Override
        public String name() {
            return "rbd.trash_remove";
        }

        @Override
        public Optional<TrashDirectory> apply(Optional<TrashDirectory> before, Instant now) {
            TrashDirectory trash = before.orElse(EMPTY);
            trash.require(id);
            Map<String, Entry> fewer = new TreeMap<>(trash.entries);
            fewer.remove(id);
            return Optional.of(new TrashDirectory(fewer));
        }
    }

    static void add(IoContext io, String id, String name) {
        io.send(new MetadataRequest.Exec<>(NAME, new Add(id, new Entry(name, State.MOVING))));
    }

    static void setState(IoContext io, String id, State state) {
        io.send(new MetadataRequest.Exec<>(NAME, new SetState(id, state)));
    }

    static void remove(IoContext io, String id) {
        io.send(new MetadataRequest.Exec<>(NAME, new Remove(id)));
    }

    private static TrashDirectory of(IoContext io) {
        return io.send(new MetadataRequest.Read<>(NAME)).orElse(EMPTY);
    }

    /** The names that the images in the trash had. */
    static Stream<String> names(IoContext io) {
        return of(io).entries.values().stream().map(Entry::name);
    }

    /** The name that an image in the trash had; empty if it is not there. */
    static String nameOf(IoContext io, String id) {
        Entry entry = of(io).entries.get(id);
        return entry == null ? "" : entry.name();
    }

    /** The id of an image in the trash that had a name; empty if there is none. */
    static Optional<String> idOf(IoContext io, String name) {
        return of(io).entries.entrySet().stream()
                .filter(entry -> entry.getValue().name().equals(name))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    private Entry require(String id) {
        Entry entry = entries.get(id);
        if (entry == null) {
            throw new ErrnoFailure(Errno.ENOENT, "the trash has no image of id " + id);
        }
        return entry;
    }

    private TrashDirectory with(String id, Entry entry) {
        Map<String, Entry> more = new TreeMap<>(entries);
        more.put(id, entry);
        return new TrashDirectory(more);
    }
}
