package org.rbd4j.conformance.failures;

import static org.rbd4j.conformance.failures.Images.ALL;
import static org.rbd4j.conformance.failures.Images.CLONE;
import static org.rbd4j.conformance.failures.Images.IMAGE;
import static org.rbd4j.conformance.failures.Images.MIB;
import static org.rbd4j.conformance.failures.Images.PARENT;
import static org.rbd4j.conformance.failures.Images.PLAIN;
import static org.rbd4j.conformance.failures.Images.cloneParent;
import static org.rbd4j.conformance.failures.Images.create;
import static org.rbd4j.conformance.failures.Images.on;
import static org.rbd4j.conformance.failures.Images.parent;
import static org.rbd4j.conformance.failures.Images.snapshot;
import static org.rbd4j.conformance.failures.Images.write;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.rbd4j.Feature;
import org.rbd4j.Features;
import org.rbd4j.Image;
import org.rbd4j.ImageOptions;
import org.rbd4j.OpenOptions;
import org.rbd4j.Pool;
import org.rbd4j.Progress;

/** The calls of the table, each in the shapes that send different requests. */
public final class Scenarios {
    private static final Features LOCK = Features.of(Feature.EXCLUSIVE_LOCK);
    private static final Features MAP = Features.of(Feature.OBJECT_MAP, Feature.FAST_DIFF);
    private static final Features LOCK_AND_MAP =
            Features.of(Feature.EXCLUSIVE_LOCK, Feature.OBJECT_MAP, Feature.FAST_DIFF);
    private static final Features LAYERING_AND_LOCK = PLAIN.with(Feature.EXCLUSIVE_LOCK);
    private static final String COPY = "copy";
    private static final byte[] BYTES = {'w'};

    private final List<Scenario> all = new ArrayList<>();

    private Scenarios() {
        images();
        clones();
        snapshots();
        sizes();
        features();
        data();
        handles();
    }

    /**
     * All of them.
     *
     * @return the scenarios, in the order of the table
     */
    public static List<Scenario> all() {
        return List.copyOf(new Scenarios().all);
    }

    private void images() {
        add("create", pool -> {}, pool -> create(pool, ALL));
        add("create without object map", pool -> {}, pool -> create(pool, PLAIN));
        add(
                "create striped",
                pool -> {},
                pool -> pool.createImage(
                        IMAGE,
                        16 * MIB,
                        ImageOptions.defaults().withFeatures(PLAIN).withStriping(64 * 1024, 4)));
        add("remove", pool -> filled(pool, ALL, 0, 2), pool -> pool.removeImage(IMAGE));
        add("remove without object map", pool -> filled(pool, PLAIN, 0, 2), pool -> pool.removeImage(IMAGE));
        add("remove with a snapshot", withSnapshots(ALL, "s0"), pool -> pool.removeImage(IMAGE));
        add("rename", pool -> create(pool, ALL), pool -> pool.renameImage(IMAGE, "renamed"));
        add("rename without object map", pool -> create(pool, PLAIN), pool -> pool.renameImage(IMAGE, "renamed"));
        add(
                "copy",
                withSnapshots(ALL, "s0"),
                pool -> on(IMAGE, image -> image.copy(pool, COPY)).accept(pool));
        add("list images", withSnapshots(ALL, "s0"), Pool::listImages);
    }

    private void clones() {
        for (int format = 1; format <= 2; format++) {
            Consumer<Pool> cloned = pool -> {
                parent(pool, true);
                cloneParent(pool, ALL, 1);
            };
            add("clone", format, pool -> parent(pool, true), pool -> cloneParent(pool, ALL));
            add("remove clone", format, cloned, pool -> pool.removeImage(CLONE));
            add("flatten", format, cloned, on(CLONE, clone -> clone.flatten()));
            add("list children", format, cloned, on(PARENT, parent -> {
                parent.selectSnapshot("s");
                parent.children();
            }));
            add(
                    "snapshot remove, the last of a flattened clone",
                    format,
                    pool -> {
                        parent(pool, true);
                        cloneParent(pool, ALL.without(Feature.DEEP_FLATTEN), 1);
                        snapshot(pool, CLONE, "s0");
                        on(CLONE, clone -> clone.flatten()).accept(pool);
                    },
                    on(CLONE, clone -> clone.snapshots().remove("s0")));
        }
        add("clone without object map", 1, pool -> parent(pool, true), pool -> cloneParent(pool, PLAIN));
        add("flatten without object map", 1, plainClone(), on(CLONE, clone -> clone.flatten()));
        add("remove the last clone of a removed snapshot", 2, cloneOfRemoved(), pool -> pool.removeImage(CLONE));
        add("flatten the last clone of a removed snapshot", 2, cloneOfRemoved(), on(CLONE, clone -> clone.flatten()));
        add("write to a clone", 1, emptyClone(ALL), on(CLONE, Scenarios::writeAByte));
        add("write to a clone without object map", 1, emptyClone(PLAIN), on(CLONE, Scenarios::writeAByte));
        add(
                "resize shrink of a clone with a snapshot",
                1,
                pool -> {
                    emptyClone(ALL).accept(pool);
                    snapshot(pool, CLONE, "s0");
                },
                on(CLONE, clone -> clone.resize(6 * MIB)));
        add(
                "snapshot create in a clone",
                1,
                emptyClone(ALL),
                on(CLONE, clone -> clone.snapshots().create("s0")));
        add(
                "snapshot remove with a clone",
                2,
                pool -> {
                    parent(pool, false);
                    cloneParent(pool, ALL);
                },
                on(PARENT, parent -> parent.snapshots().remove("s")));
        add(
                "snapshot unprotect with a clone",
                1,
                emptyClone(ALL),
                on(PARENT, parent -> parent.snapshots().unprotect("s")));
        add("open a clone", 1, emptyClone(ALL), on(CLONE, clone -> {}));
    }

    private void snapshots() {
        add(
                "snapshot create",
                withSnapshots(ALL, "s0"),
                on(IMAGE, image -> image.snapshots().create("s1")));
        add(
                "snapshot create without object map",
                withSnapshots(PLAIN, "s0"),
                on(IMAGE, image -> image.snapshots().create("s1")));
        add(
                "snapshot remove",
                withSnapshots(ALL, "s0", "s1"),
                on(IMAGE, image -> image.snapshots().remove("s1")));
        add(
                "snapshot remove, an older one",
                withSnapshots(ALL, "s0", "s1"),
                on(IMAGE, image -> image.snapshots().remove("s0")));
        add(
                "snapshot remove without object map",
                withSnapshots(PLAIN, "s0"),
                on(IMAGE, image -> image.snapshots().remove("s0")));
        add(
                "snapshot rename",
                withSnapshots(ALL, "s0"),
                on(IMAGE, image -> image.snapshots().rename("s0", "s1")));
        add(
                "snapshot protect",
                withSnapshots(ALL, "s0"),
                on(IMAGE, image -> image.snapshots().protect("s0")));
        add(
                "snapshot unprotect",
                pool -> {
                    withSnapshots(ALL, "s0").accept(pool);
                    on(IMAGE, image -> image.snapshots().protect("s0")).accept(pool);
                },
                on(IMAGE, image -> image.snapshots().unprotect("s0")));
        add("select a snapshot", withSnapshots(ALL, "s0"), on(IMAGE, image -> image.selectSnapshot("s0")));
        add("rollback", changedSince(ALL), on(IMAGE, image -> image.snapshots().rollback("s0")));
        add(
                "rollback without object map",
                changedSince(PLAIN),
                on(IMAGE, image -> image.snapshots().rollback("s0")));
    }

    private void sizes() {
        add("resize grow", pool -> filled(pool, ALL, 0, 1, 2, 3), on(IMAGE, image -> image.resize(20 * MIB)));
        add(
                "resize grow without object map",
                pool -> filled(pool, PLAIN, 0, 1, 2, 3),
                on(IMAGE, image -> image.resize(20 * MIB)));
        add("resize shrink", pool -> filled(pool, ALL, 0, 1, 2, 3), on(IMAGE, image -> image.resize(6 * MIB)));
        add(
                "resize shrink without object map",
                pool -> filled(pool, PLAIN, 0, 1, 2, 3),
                on(IMAGE, image -> image.resize(6 * MIB)));
    }

    private void features() {
        add("rebuild object map", withSnapshots(ALL, "s0"), on(IMAGE, image -> image.rebuildObjectMap(Progress.NONE)));
        switched("object map off", ALL, MAP, false);
        switched("object map on", LAYERING_AND_LOCK, MAP, true);
        switched("exclusive lock off", LAYERING_AND_LOCK, LOCK, false);
        switched("exclusive lock on", PLAIN, LOCK, true);
        switched("exclusive lock and object map off", ALL, LOCK_AND_MAP, false);
        switched("exclusive lock and object map on", PLAIN, LOCK_AND_MAP, true);
        switched("deep flatten off", ALL, Features.of(Feature.DEEP_FLATTEN), false);
    }

    private void data() {
        add("write first", pool -> create(pool, ALL), on(IMAGE, Scenarios::writeAByte));
        add("write first without object map", pool -> create(pool, PLAIN), on(IMAGE, Scenarios::writeAByte));
        add("discard an object", pool -> filled(pool, ALL, 0, 1), on(IMAGE, image -> {
            image.discard(0, 4 * MIB);
            image.flush();
        }));
        add("read", pool -> filled(pool, ALL, 0), on(IMAGE, image -> image.read(0, 1)));
    }

    private void handles() {
        add("open", withSnapshots(ALL, "s0"), on(IMAGE, image -> {}));
        add(
                "open for reading",
                withSnapshots(ALL, "s0"),
                on(IMAGE, OpenOptions.defaults().withReadOnly(), image -> {}));
        add(
                "open at a snapshot",
                withSnapshots(ALL, "s0"),
                on(IMAGE, OpenOptions.defaults().withSnapshot("s0"), image -> {}));
        add("lock", pool -> create(pool, ALL), on(IMAGE, image -> image.locks().lockExclusive("cookie")));
        add("unlock", pool -> create(pool, ALL), on(IMAGE, image -> {
            image.locks().lockExclusive("cookie");
            image.locks().unlock("cookie");
        }));
    }

    private void switched(String name, Features before, Features set, boolean enabled) {
        add(name, withSnapshots(before, "s0"), on(IMAGE, image -> image.updateFeatures(set, enabled)));
    }

    private void add(String name, Consumer<Pool> preparation, Consumer<Pool> call) {
        all.add(new Scenario(name, Map.of(), preparation, call));
    }

    private void add(String name, int cloneFormat, Consumer<Pool> preparation, Consumer<Pool> call) {
        Map<String, String> options = Map.of("rbd_default_clone_format", Integer.toString(cloneFormat));
        all.add(new Scenario(name + ", format " + cloneFormat, options, preparation, call));
    }

    private static void filled(Pool pool, Features features, int... objects) {
        create(pool, features);
        write(pool, IMAGE, 'a', objects);
    }

    private static Consumer<Pool> withSnapshots(Features features, String... names) {
        return pool -> {
            filled(pool, features, 0);
            for (String name : names) {
                snapshot(pool, IMAGE, name);
                write(pool, IMAGE, 'b', 0);
            }
        };
    }

    private static Consumer<Pool> changedSince(Features features) {
        return pool -> {
            filled(pool, features, 0, 3);
            snapshot(pool, IMAGE, "s0");
            write(pool, IMAGE, 'b', 0, 1);
            on(IMAGE, image -> image.resize(12 * MIB)).accept(pool);
        };
    }

    private static Consumer<Pool> emptyClone(Features features) {
        return pool -> {
            parent(pool, true);
            cloneParent(pool, features);
        };
    }

    private static Consumer<Pool> plainClone() {
        return pool -> {
            parent(pool, true);
            cloneParent(pool, PLAIN, 1);
        };
    }

    private static Consumer<Pool> cloneOfRemoved() {
        return pool -> {
            parent(pool, false);
            cloneParent(pool, ALL);
            on(PARENT, parent -> parent.snapshots().remove("s")).accept(pool);
        };
    }

    private static void writeAByte(Image image) {
        image.write(0, BYTES);
        image.flush();
    }
}
