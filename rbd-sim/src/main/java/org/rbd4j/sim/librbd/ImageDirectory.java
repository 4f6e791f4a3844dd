package org.rbd4j.sim.librbd;

import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.rbd4j.Errno;
import org.rbd4j.internal.Reason;
import org.rbd4j.sim.rados.ClassMethod;
import org.rbd4j.sim.rados.ErrnoFailure;
import org.rbd4j.sim.rados.IoContext;
import org.rbd4j.sim.rados.MetadataName;
import org.rbd4j.sim.rados.MetadataRequest;

/**
 * The pool's directory of images: names and ids, one to one; immutable.
 *
 * @param ids by name
 * @param names by id
 */
record ImageDirectory(Map<String, String> ids, Map<String, String> names) {
    private static final MetadataName<ImageDirectory> NAME =
            new MetadataName<>("rbd_directory", "directory", ImageDirectory.class);

    private static final ImageDirectory EMPTY = new ImageDirectory(Map.of(), Map.of());

    ImageDirectory {
        ids = Collections.unmodifiableMap(ids);
        names = Collections.unmodifiableMap(names);
    }

    /** A method of the object class that changes the directory, be it there yet or not. */
    private interface Method extends ClassMethod<ImageDirectory> {
        ImageDirectory applyTo(ImageDirectory directory);

        @Override
        default Optional<ImageDirectory> apply(Optional<ImageDirectory> before, Instant now) {
            return Optional.of(applyTo(before.orElse(EMPTY)));
        }
    }

    private record AddImage(String imageName, String id) implements Method {
        @Override
        public String name() {
            return "rbd.dir_add_image";
        }

        @Override
        public ImageDirectory applyTo(ImageDirectory directory) {
            directory.requireFree(imageName);
            return directory.with(imageName, id);
        }
    }

    private record RemoveImage(String imageName) implements Method {
        @Override
        public String name() {
            return "rbd.dir_remove_image";
        }

        @Override
        public ImageDirectory applyTo(ImageDirectory directory) {
            directory.requireThere(imageName);
            return directory.without(imageName);
        }
    }

    private record RenameImage(String from, String to) implements Method {
        @Override
        public String name() {
            return "rbd.dir_rename_image";
        }

        @Override
        public ImageDirectory applyTo(ImageDirectory directory) {
            directory.requireThere(from);
            directory.requireFree(to);
            return directory.without(from).with(to, directory.ids.get(from));
        }
    }

    /** Reads the directory of a pool; a pool without one has no images. */
    private static ImageDirectory of(IoContext io) {
        return io.send(new MetadataRequest.Read<>(NAME)).orElse(EMPTY);
    }

    /** The names of the images, and of those whose removal was not finished. */
    static List<String> listNames(IoContext io) {
        return Stream.concat(of(io).ids.keySet().stream(), TrashDirectory.names(io))
                .sorted()
                .toList();
    }

    static Optional<String> idOf(IoContext io, String name) {
        return Optional.ofNullable(of(io).ids.get(name));
    }

    /** The name that an image has, or had before it came into the trash; empty for one that is in neither. */
    static String nameOf(IoContext io, String id) {
        String name = of(io).names.get(id);
        return name == null ? TrashDirectory.nameOf(io, id) : name;
    }

    static void add(IoContext io, String name, String id) {
        io.send(new MetadataRequest.Exec<>(NAME, new AddImage(name, id)));
    }

    static void remove(IoContext io, String name) {
        io.send(new MetadataRequest.Exec<>(NAME, new RemoveImage(name)));
    }

    static void rename(IoContext io, String from, String to) {
        io.send(new MetadataRequest.Exec<>(NAME, new RenameImage(from, to)));
    }

    private void requireFree(String name) {
        if (ids.containsKey(name)) {
            throw new ErrnoFailure(Errno.EEXIST, Reason.IMAGE_EXISTS.of(name));
        }
    }

    private void requireThere(String name) {
        if (!ids.containsKey(name)) {
            throw new ErrnoFailure(Errno.ENOENT, "the directory has no image '" + name + "'");
        }
    }

    private ImageDirectory with(String name, String id) {
        Map<String, String> moreIds = new HashMap<>(ids);
        Map<String, String> moreNames = new HashMap<>(names);
        moreIds.put(name, id);
        moreNames.put(id, name);
        return new ImageDirectory(moreIds, moreNames);
    }

    private ImageDirectory without(String name) {
        Map<String, String> fewerIds = new HashMap<>(ids);
        Map<String, String> fewerNames = new HashMap<>(names);
        fewerNames.remove(fewerIds.remove(name));
        return new ImageDirectory(fewerIds, fewerNames);
    }
}
