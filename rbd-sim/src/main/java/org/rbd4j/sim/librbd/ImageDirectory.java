package org.rbd4j.sim.librbd;

import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.rbd4j.sim.rados.IoContext;
import org.rbd4j.sim.rados.MetadataName;

/**
 * The pool's directory of images: names and ids, one to one; immutable.
 *
 * @param ids by name
 * @param names by id
 */
record ImageDirectory(Map<String, String> ids, Map<String, String> names) {
    static final MetadataName<ImageDirectory> NAME =
            new MetadataName<>("rbd_directory", "directory", ImageDirectory.class);

    private static final ImageDirectory EMPTY = new ImageDirectory(Map.of(), Map.of());

    ImageDirectory {
        ids = Collections.unmodifiableMap(ids);
        names = Collections.unmodifiableMap(names);
    }

    static ImageDirectory of(IoContext io) {
        return io.read(NAME).orElse(EMPTY);
    }

    Optional<String> idOf(String name) {
        return Optional.ofNullable(ids.get(name));
    }

    /** The name of an image that the directory has. */
    String nameOf(String id) {
        return names.get(id);
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

    static void add(IoContext io, String name, String id) {
        io.exec(
                NAME,
                "rbd.dir_add_image",
                directory -> Optional.of(directory.orElse(EMPTY).with(name, id)));
    }

    static void remove(IoContext io, String name) {
        io.exec(NAME, "rbd.dir_remove_image", directory -> directory.map(found -> found.without(name)));
    }

    static void rename(IoContext io, String from, String to) {
        io.exec(
                NAME,
                "rbd.dir_rename_image",
                directory -> directory.map(
                        found -> found.without(from).with(to, found.ids().get(from))));
    }
}
