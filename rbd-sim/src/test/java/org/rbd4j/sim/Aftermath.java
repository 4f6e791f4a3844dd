package org.rbd4j.sim;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.rbd4j.Errno;
import org.rbd4j.Image;
import org.rbd4j.ImageSpec;
import org.rbd4j.OpenOptions;
import org.rbd4j.Pool;
import org.rbd4j.Rados;
import org.rbd4j.RbdException;
import org.rbd4j.Snapshot;

/**
 * All that a newly connected client sees of a cluster, by what it is about.
 *
 * @param seen in the order in which it was looked at
 */
record Aftermath(Map<String, String> seen) {
    /** Looks at the images that are listed, and at those that these names may open without being listed. */
    static Aftermath of(SimCluster cluster, List<String> names) {
        Map<String, String> seen = new LinkedHashMap<>();
        try (Rados rados = cluster.connect();
                Pool pool = rados.openPool("rbd")) {
            List<String> listed = pool.listImages();
            seen.put("listed", listed.toString());
            Set<String> all = new LinkedHashSet<>(listed);
            all.addAll(names);
            for (String name : all) {
                lookAt(name, pool, seen);
            }
        }
        cluster.metadataObjects().forEach(name -> seen.put(name.substring("rbd/".length()), "there"));
        seen.put("data objects", String.valueOf(cluster.objects().size()));
        return new Aftermath(seen);
    }

    private static void lookAt(String name, Pool pool, Map<String, String> seen) {
        try (Image image = pool.openImage(name, OpenOptions.defaults().withReadOnly())) {
            seen.put(name + " size", String.valueOf(image.size()));
            seen.put(name + " features", image.features().toString());
            seen.put(
                    name + " parent",
                    answer(() -> image.parent()
                                    .map(parent -> parent.image() + "@" + parent.snapshot())
                                    .orElse("none") + " " + image.overlap()));
            seen.put(
                    name + " children",
                    answer(() -> image.children().stream()
                            .map(ImageSpec::name)
                            .toList()
                            .toString()));
            seen.put(name + " flags", answer(() -> image.flags().toString()));
            seen.put(name + " content", answer(() -> content(image)));
            List<String> snapshots = new ArrayList<>();
            for (Snapshot snapshot : image.snapshots().list()) {
                snapshots.add(snapshot.name());
                String at = name + "@" + snapshot.name();
                seen.put(
                        at + " protected",
                        answer(() -> String.valueOf(image.snapshots().isProtected(snapshot.name()))));
                seen.put(at + " content", answer(() -> {
                    image.selectSnapshot(snapshot.name());
                    return image.flags() + " " + content(image);
                }));
                image.selectHead();
            }
            seen.put(name + " snapshots", snapshots.toString());
        } catch (RbdException failure) {
            seen.put(name + " opened", Errno.name(failure.errno()));
        }
    }

    private static String content(Image image) {
        byte[] bytes = image.read(0, (int) image.size());
        return bytes.length + " bytes " + Integer.toHexString(Arrays.hashCode(bytes));
    }

    private static String answer(Supplier<String> question) {
        try {
            return question.get();
        } catch (RbdException failure) {
            return Errno.name(failure.errno());
        }
    }

    /** What is not as another client saw it, as {@code what is, not what it was there}. */
    List<String> differencesFrom(Aftermath other) {
        Set<String> all = new LinkedHashSet<>(other.seen.keySet());
        all.addAll(seen.keySet());
        return all.stream()
                .filter(what -> !other.get(what).equals(get(what)))
                .map(what -> what + " " + get(what) + " not " + other.get(what))
                .toList();
    }

    private String get(String what) {
        return seen.getOrDefault(what, "gone");
    }
}
