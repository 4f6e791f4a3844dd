package org.rbd4j.sim;

import java.util.function.BiConsumer;
import java.util.function.Function;
import org.rbd4j.DiffRange;
import org.rbd4j.Feature;
import org.rbd4j.Features;
import org.rbd4j.Image;
import org.rbd4j.OpenOptions;
import org.rbd4j.Progress;

/** The operations of the surface, each on something that makes it send all its requests. */
enum ScriptedOperation {
    LIST_IMAGES(Scenery::nothing, (scenery, nothing) -> scenery.pool.listImages()),
    CREATE(
            Scenery::nothing,
            (scenery, nothing) -> scenery.pool.createImage("new", 3 * Scenery.OBJECT, Scenery.SMALL_OBJECTS)),
    CREATE_WITHOUT_FEATURES(
            Scenery::nothing,
            (scenery, nothing) -> scenery.pool.createImage(
                    "new", 3 * Scenery.OBJECT, Scenery.SMALL_OBJECTS.withFeatures(Features.of(Feature.LAYERING)))),
    CLONE(
            Scenery::nothing,
            (scenery, nothing) -> scenery.pool.cloneImage("base", "s1", scenery.pool, "new", Scenery.SMALL_OBJECTS)),
    COPY(scenery -> scenery.open("base"), (scenery, base) -> base.copy(scenery.pool, "new")),
    REMOVE(Scenery::victim, (scenery, nothing) -> scenery.pool.removeImage("victim")),
    REMOVE_A_CLONE(Scenery::victimClone, (scenery, nothing) -> scenery.pool.removeImage("victim")),
    RENAME(Scenery::nothing, (scenery, nothing) -> scenery.pool.renameImage("plain", "new")),
    RENAME_WITH_A_LOCK(Scenery::victim, (scenery, nothing) -> scenery.pool.renameImage("victim", "new")),
    OPEN(Scenery::nothing, (scenery, nothing) -> scenery.open("child")),
    OPEN_READ_ONLY_AT_A_SNAPSHOT(
            Scenery::nothing,
            (scenery, nothing) -> scenery.pool.openImage(
                    "child", OpenOptions.defaults().withReadOnly().withSnapshot("c1"))),
    CLOSE(Scenery::owned, (scenery, base) -> base.close()),
    SIZE_AFTER_A_CHANGE(
            scenery -> {
                Image plain = scenery.open("plain");
                scenery.others.openImage("plain").resize(Scenery.OBJECT);
                return plain;
            },
            (scenery, plain) -> plain.size()),
    READ(scenery -> scenery.open("base"), (scenery, base) -> base.read(0, 3 * Scenery.OBJECT)),
    READ_THROUGH_THE_PARENT(
            scenery -> scenery.open("child"), (scenery, child) -> child.read(Scenery.OBJECT, Scenery.OBJECT)),
    FIRST_WRITE(scenery -> scenery.open("base"), (scenery, base) -> base.write(3 * Scenery.OBJECT, new byte[] {9})),
    WRITE_AS_OWNER(Scenery::owned, (scenery, base) -> base.write(1, new byte[] {9})),
    WRITE_WHILE_ANOTHER_OWNS(
            scenery -> {
                scenery.others.openImage("base").flush();
                return scenery.open("base");
            },
            (scenery, base) -> base.write(1, new byte[] {9})),
    WRITE_AFTER_THE_OWNER_IS_GONE(Scenery::leftByItsOwner, (scenery, base) -> base.write(1, new byte[] {9})),
    WRITE_WITH_COPY_UP(
            scenery -> scenery.open("child"), (scenery, child) -> child.write(Scenery.OBJECT, new byte[] {9})),
    WRITE_WITHOUT_FEATURES(scenery -> scenery.open("plain"), (scenery, plain) -> plain.write(0, new byte[] {9})),
    DISCARD(Scenery::owned, (scenery, base) -> base.discard(0, 2 * Scenery.OBJECT)),
    FLUSH(scenery -> scenery.open("base"), (scenery, base) -> base.flush()),
    GROW(scenery -> scenery.open("base"), (scenery, base) -> base.resize(6 * Scenery.OBJECT)),
    SHRINK(scenery -> scenery.open("base"), (scenery, base) -> base.resize(Scenery.OBJECT + 1)),
    SHRINK_A_CLONE(scenery -> scenery.open("child"), (scenery, child) -> child.resize(1)),
    FLATTEN(scenery -> scenery.open("child"), (scenery, child) -> child.flatten()),
    UPDATE_FEATURES_ON(
            scenery -> {
                Image base = scenery.open("base");
                base.updateFeatures(Features.of(Feature.OBJECT_MAP), false);
                return base;
            },
            (scenery, base) -> base.updateFeatures(Features.of(Feature.OBJECT_MAP), true)),
    UPDATE_FEATURES_OFF(
            scenery -> scenery.open("base"),
            (scenery, base) -> base.updateFeatures(Features.of(Feature.OBJECT_MAP), false)),
    REBUILD_OBJECT_MAP(scenery -> scenery.open("base"), (scenery, base) -> base.rebuildObjectMap(Progress.NONE)),
    REBUILD_OBJECT_MAP_OF_A_SNAPSHOT(
            scenery -> {
                Image base = scenery.open("base");
                base.selectSnapshot("s2");
                return base;
            },
            (scenery, base) -> base.rebuildObjectMap(Progress.NONE)),
    SELECT_SNAPSHOT(Scenery::owned, (scenery, base) -> base.selectSnapshot("s1")),
    SELECT_HEAD(
            scenery -> {
                Image base = scenery.open("base");
                base.selectSnapshot("s2");
                return base;
            },
            (scenery, base) -> base.selectHead()),
    SNAPSHOT_CREATE(
            scenery -> scenery.open("base"), (scenery, base) -> base.snapshots().create("s3")),
    SNAPSHOT_CREATE_BY_THE_OWNER(
            scenery -> {
                scenery.others.openImage("base").flush();
                return scenery.open("base");
            },
            (scenery, base) -> base.snapshots().create("s3")),
    SNAPSHOT_CREATE_WITHOUT_FEATURES(
            scenery -> scenery.open("plain"),
            (scenery, plain) -> plain.snapshots().create("s3")),
    SNAPSHOT_REMOVE(
            scenery -> scenery.open("base"), (scenery, base) -> base.snapshots().remove("s2")),
    SNAPSHOT_REMOVE_BY_THE_OWNER(
            scenery -> {
                scenery.others.openImage("base").flush();
                return scenery.open("base");
            },
            (scenery, base) -> base.snapshots().remove("s2")),
    SNAPSHOT_REMOVE_OF_THE_LAST_USER_OF_A_PARENT(
            scenery -> {
                Image child = scenery.open("child");
                child.updateFeatures(Features.of(Feature.DEEP_FLATTEN), false);
                child.flatten();
                return child;
            },
            (scenery, child) -> child.snapshots().remove("c1")),
    SNAPSHOT_RENAME(
            scenery -> scenery.open("base"), (scenery, base) -> base.snapshots().rename("s2", "s3")),
    SNAPSHOT_PROTECT(
            scenery -> scenery.open("base"), (scenery, base) -> base.snapshots().protect("s2")),
    SNAPSHOT_UNPROTECT(
            scenery -> {
                Image base = scenery.open("base");
                base.snapshots().protect("s2");
                return base;
            },
            (scenery, base) -> base.snapshots().unprotect("s2")),
    SNAPSHOT_ROLLBACK(
            scenery -> scenery.open("base"), (scenery, base) -> base.snapshots().rollback("s1")),
    SNAPSHOT_ROLLBACK_WITH_A_RESIZE(
            scenery -> {
                Image base = scenery.open("base");
                base.resize(8 * Scenery.OBJECT);
                return base;
            },
            (scenery, base) -> base.snapshots().rollback("s1")),
    CHILDREN(scenery -> scenery.open("base"), (scenery, base) -> base.children()),
    DIFF(scenery -> scenery.open("base"), (scenery, base) -> base.diff(DiffRange.sinceBeginning(), extent -> {})),
    DIFF_BY_OBJECT(
            scenery -> scenery.open("base"),
            (scenery, base) -> base.diff(DiffRange.sinceBeginning().withWholeObject(true), extent -> {})),
    IS_OWNER(Scenery::owned, (scenery, base) -> base.isExclusiveLockOwner()),
    LOCK(scenery -> scenery.open("plain"), (scenery, plain) -> plain.locks().lockExclusive("cookie")),
    UNLOCK(
            scenery -> {
                Image plain = scenery.open("plain");
                plain.locks().lockExclusive("cookie");
                return plain;
            },
            (scenery, plain) -> plain.locks().unlock("cookie")),
    BREAK_LOCK(
            scenery -> {
                scenery.others.openImage("plain").locks().lockExclusive("cookie");
                return scenery.open("plain");
            },
            (scenery, plain) -> {
                String holder =
                        plain.locks().list().orElseThrow().holders().get(0).client();
                plain.locks().breakLock(holder, "cookie");
            });

    private final Function<Scenery, Image> preparation;
    private final BiConsumer<Scenery, Image> operation;

    ScriptedOperation(Function<Scenery, Image> preparation, BiConsumer<Scenery, Image> operation) {
        this.preparation = preparation;
        this.operation = operation;
    }

    void prepare(Scenery scenery) {
        scenery.subject = preparation.apply(scenery);
    }

    void run(Scenery scenery) {
        operation.accept(scenery, scenery.subject);
    }
}
