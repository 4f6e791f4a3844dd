package org.rbd4j.sim.rados;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.rbd4j.Errno;

/**
 * One pool: its objects, the snapshot ids it gave out, and which objects have clones for which of them.
 *
 * <p>All fields are guarded by the cluster's lock.
 */
public final class RadosPool {
    /** The snapshot id that stands for the head. */
    public static final long HEAD = Long.MAX_VALUE;

    private final RadosCluster cluster;
    private final long id;
    private final String name;
    private final Map<String, ObjectTable> objects = new HashMap<>();
    /** By object and content, which do not change in place: an object that is removed takes all that it holds with it. */
    private final Map<String, Map<String, Object>> metadata = new HashMap<>();

    private final Watches watches = new Watches();
    private boolean deleted;
    private long snapSeq;
    private final Set<Long> removedSnaps = new HashSet<>();
    /** The OSD's snap mapper: the objects that have a clone for a snapshot. */
    private final Map<Long, Set<ObjectName>> clonesOfSnap = new HashMap<>();

    RadosPool(RadosCluster cluster, long id, String name) {
        this.cluster = cluster;
        this.id = id;
        this.name = name;
    }

    /**
     * The same pool in another cluster: objects without copied bytes, and nobody who watches. Locks stay, as those of clients that
     * went away without a word.
     */
    RadosPool fork(RadosCluster other) {
        RadosPool fork = new RadosPool(other, id, name);
        objects.forEach((prefix, siblings) -> {
            ObjectTable forked = new ObjectTable();
            siblings.forEach((number, object) -> forked.put(number, object.fork()));
            fork.objects.put(prefix, forked);
        });
        fork.metadata.putAll(metadata);
        fork.snapSeq = snapSeq;
        fork.removedSnaps.addAll(removedSnaps);
        clonesOfSnap.forEach((snap, names) -> fork.clonesOfSnap.put(snap, new HashSet<>(names)));
        return fork;
    }

    long poolId() {
        return id;
    }

    /**
     * The pool's name.
     *
     * @return the name
     */
    public String poolName() {
        return name;
    }

    ReadOutcome read(String prefix, long number, long snap, long offset, BufferRange destination) {
        requireData();
        RadosObject found = find(prefix, number);
        return found == null ? ReadOutcome.NOT_FOUND : found.read(snap, removedSnaps, offset, destination);
    }

    /** Whether a write would do no more than to change bytes of a head that has them for itself alone. */
    boolean writesInPlace(String prefix, long number, SnapContext context, long offset, int length) {
        RadosObject found = find(prefix, number);
        return found != null && found.writesInPlace(context, offset, length);
    }

    WriteOutcome operate(String prefix, long number, SnapContext context, ObjectOperation steps) {
        requireData();
        ObjectTable siblings = objects.get(prefix);
        if (siblings == null) {
            siblings = new ObjectTable();
            objects.put(prefix, siblings);
        }
        RadosObject target = siblings.get(number);
        boolean isNew = target == null;
        if (isNew) {
            target = new RadosObject();
        }
        WriteOutcome outcome = target.operate(context, steps, removedSnaps);
        if (isNew && !target.isGone()) {
            siblings.put(number, target);
        } else if (!isNew && target.isGone()) {
            siblings.remove(number);
        }
        if (siblings.isEmpty()) {
            objects.remove(prefix);
        }
        if (outcome.cloned()) {
            List<CloneInfo> clones = target.history().snapSet().clones();
            for (long snap : clones.get(clones.size() - 1).snaps()) {
                clonesOfSnap.computeIfAbsent(snap, key -> new HashSet<>()).add(new ObjectName(prefix, number));
            }
        }
        return outcome;
    }

    Optional<ObjectHistory> listSnaps(ObjectName object) {
        requireData();
        return Optional.ofNullable(find(object.prefix(), object.number())).map(RadosObject::history);
    }

    ObjectNumbers storedNumbers(String prefix, long from, long to) {
        requireData();
        ObjectTable siblings = objects.get(prefix);
        return siblings == null ? ObjectNumbers.NONE : siblings.numbers(from, to);
    }

    <S> Optional<S> read(MetadataName<S> object) {
        return Optional.ofNullable(
                        metadata.getOrDefault(object.object(), Map.of()).get(object.content()))
                .map(value -> object.type().cast(value));
    }

    <S> void exec(MetadataName<S> object, ClassMethod<S> method) {
        requireExists();
        Optional<S> after = method.apply(read(object), cluster.now());
        Map<String, Object> contents = metadata.getOrDefault(object.object(), Map.of());
        Map<String, Object> changed =
                after.isPresent() ? with(contents, object.content(), after.get()) : without(contents, object.content());
        if (changed.isEmpty()) {
            metadata.remove(object.object());
        } else {
            metadata.put(object.object(), changed);
        }
    }

    /** Nearly every object has one content: a map of that alone takes a tenth of the memory of one that can grow. */
    private static Map<String, Object> with(Map<String, Object> contents, String content, Object value) {
        if (contents.isEmpty() || contents.size() == 1 && contents.containsKey(content)) {
            return Map.of(content, value);
        }
        Map<String, Object> changed = new HashMap<>(contents);
        changed.put(content, value);
        return Map.copyOf(changed);
    }

    private static Map<String, Object> without(Map<String, Object> contents, String content) {
        Map<String, Object> changed = new HashMap<>(contents);
        changed.remove(content);
        return Map.copyOf(changed);
    }

    boolean remove(MetadataName<?> object) {
        requireExists();
        return metadata.remove(object.object()) != null;
    }

    long createSnap() {
        return ++snapSeq;
    }

    void removeSnap(long snap) {
        removedSnaps.add(snap);
        if (!cluster.isSnapTrimHeld()) {
            trimSnaps();
        }
    }

    /** Empties the pool; nobody who watches an object of it is told. */
    void delete() {
        deleted = true;
        objects.clear();
        metadata.clear();
        clonesOfSnap.clear();
    }

    void requireExists() {
        requireNotDeleted(Errno.ENOENT);
    }

    /** librbd sends what concerns data in another way, whose error for a pool that is gone has the number of EPERM. */
    private void requireData() {
        requireNotDeleted(Errno.EPERM);
    }

    private void requireNotDeleted(int errno) {
        if (deleted) {
            throw new ErrnoFailure(errno, "pool '" + name + "' was deleted");
        }
    }

    /** The trimmer: drops what only removed snapshots needed, in every object that has a clone for one of them. */
    void trimSnaps() {
        Set<ObjectName> affected = new HashSet<>();
        for (long snap : removedSnaps) {
            affected.addAll(clonesOfSnap.getOrDefault(snap, Set.of()));
            clonesOfSnap.remove(snap);
        }
        for (ObjectName object : affected) {
            ObjectTable siblings = objects.get(object.prefix());
            RadosObject target = siblings.get(object.number());
            target.trim(removedSnaps);
            if (target.isGone()) {
                siblings.remove(object.number());
            }
            if (siblings.isEmpty()) {
                objects.remove(object.prefix());
            }
        }
        removedSnaps.clear();
    }

    Watches watches() {
        return watches;
    }

    RadosCluster cluster() {
        return cluster;
    }

    /**
     * Shows each data object that has a head or a clone, by prefix and number.
     *
     * @param visitor takes the object's name and its history
     */
    public void forEachObject(BiConsumer<ObjectName, ObjectHistory> visitor) {
        new TreeMap<>(objects)
                .forEach((prefix, siblings) -> siblings.forEach(
                        (number, object) -> visitor.accept(new ObjectName(prefix, number), object.history())));
    }

    /**
     * Lists the metadata objects.
     *
     * @return their names, sorted
     */
    public SortedSet<String> metadataObjects() {
        return new TreeSet<>(metadata.keySet());
    }

    /** Shows the arrays that hold the data objects' bytes; what revisions share is shown once for each. */
    void forEachArray(Consumer<byte[]> visitor) {
        objects.values().forEach(siblings -> siblings.forEach((number, object) -> object.forEachArray(visitor)));
    }

    private @Nullable RadosObject find(String prefix, long number) {
        ObjectTable siblings = objects.get(prefix);
        return siblings == null ? null : siblings.get(number);
    }
}
