package org.rbd4j.conformance.failures;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.rbd4j.AdvisoryLock;
import org.rbd4j.Errno;
import org.rbd4j.Features;
import org.rbd4j.Image;
import org.rbd4j.ImageFlags;
import org.rbd4j.OpenOptions;
import org.rbd4j.Pool;
import org.rbd4j.RbdException;
import org.rbd4j.Snapshot;

/**
 * What a pool of a scenario holds, as short sentences without ids: what anybody sees of its images, and how many RADOS objects of
 * each kind there are.
 *
 * @param sentences the facts, in an order that depends on them alone
 */
public record PoolFacts(List<String> sentences) {
    private static final OpenOptions FOR_READING = OpenOptions.defaults().withReadOnly();
    private static final long OBJECT_SIZE = 4 * Images.MIB;

    /** The names of the snapshots that a removal left to its clones are random. */
    private static final int LONGEST_NAME = 10;

    private static final String REMOVED = "(removed)";
    private static final String MANAGED_LOCK_COOKIE = "auto ";

    /**
     * Copies the sentences.
     *
     * @param sentences the facts
     */
    public PoolFacts {
        sentences = List.copyOf(sentences);
    }

    /**
     * Looks at a pool.
     *
     * @param pool the pool
     * @param objects the names of the RADOS objects in it, as {@code rados ls} tells them
     * @return what it holds
     */
    public static PoolFacts of(Pool pool, Collection<String> objects) {
        List<String> facts = new ArrayList<>();
        Map<String, Long> listed = pool.listImages().stream()
                .collect(Collectors.groupingBy(Function.identity(), TreeMap::new, Collectors.counting()));
        listed.forEach((name, count) -> facts.add(name + " listed" + times(count)));
        TreeSet<String> names = new TreeSet<>(listed.keySet());
        objects.stream()
                .filter(object -> object.startsWith("rbd_id."))
                .forEach(object -> names.add(object.substring(7)));
        names.forEach(name -> addImage(pool, name, facts));
        objects.stream()
                .map(PoolFacts::kind)
                .filter(kind -> !kind.isEmpty())
                .collect(Collectors.groupingBy(Function.identity(), TreeMap::new, Collectors.counting()))
                .forEach((kind, count) -> facts.add(kind + times(count)));
        return new PoolFacts(facts);
    }

    /**
     * Tells these facts by what is different from before a call, or from after it where that is shorter.
     *
     * @param before the facts before the call
     * @param done the facts after the call, where nothing fails
     * @return {@code as before} or {@code done}, and then the facts that are there besides with a plus and those that are missing
     *     with a minus
     */
    public String comparedWith(PoolFacts before, PoolFacts done) {
        if (equals(before)) {
            return "as before";
        }
        String fromBefore = "as before" + differencesFrom(before);
        String fromDone = "done" + differencesFrom(done);
        return fromBefore.length() <= fromDone.length() ? fromBefore : fromDone;
    }

    private String differencesFrom(PoolFacts other) {
        StringBuilder differences = new StringBuilder();
        sentences.stream()
                .filter(fact -> !other.sentences.contains(fact))
                .forEach(fact -> differences.append("; +").append(fact));
        other.sentences.stream()
                .filter(fact -> !sentences.contains(fact))
                .forEach(fact -> differences.append("; -").append(fact));
        return differences.toString();
    }

    private static String times(long count) {
        return count == 1 ? "" : " x" + count;
    }

    private static void addImage(Pool pool, String name, List<String> facts) {
        try (Image image = pool.openImage(name, FOR_READING)) {
            facts.add(name + " opens");
            addRevision(image, name, facts);
            facts.add(name + " " + text(image.features()));
            image.parent()
                    .ifPresent(parent ->
                            facts.add(name + " parent " + parent.image().name() + "@" + masked(parent.snapshot())
                                    + ", overlap " + image.overlap() / Images.MIB + " MiB"));
            Optional<AdvisoryLock> lock = image.locks().list();
            lock.ifPresent(held -> held.holders()
                    .forEach(holder -> facts.add(name
                            + (holder.cookie().startsWith(MANAGED_LOCK_COOKIE) ? " managed lock held" : " locked"))));
            for (Snapshot snapshot : image.snapshots().list()) {
                addSnapshot(pool, image, snapshot.name(), facts);
            }
        } catch (RbdException failure) {
            facts.add(name + " does not open: " + Errno.name(failure.errno()));
        }
    }

    private static void addSnapshot(Pool pool, Image image, String snapshot, List<String> facts) {
        String name = image.name() + "@" + masked(snapshot);
        if (name.endsWith(REMOVED)) {
            facts.add(name);
            return;
        }
        facts.add(name + (image.snapshots().isProtected(snapshot) ? " protected" : " not protected"));
        try (Image selected = pool.openImage(image.name(), FOR_READING.withSnapshot(snapshot))) {
            addRevision(selected, name, facts);
            selected.children().forEach(child -> facts.add(name + " child " + child.name()));
        } catch (RbdException failure) {
            facts.add(name + " does not open: " + Errno.name(failure.errno()));
        }
    }

    private static void addRevision(Image image, String name, List<String> facts) {
        facts.add(name + " " + image.size() / Images.MIB + " MiB");
        ImageFlags flags = image.flags();
        if (!flags.equals(ImageFlags.NONE)) {
            facts.add(name + " " + flags);
        }
        facts.add(name + " bytes "
                + IntStream.range(0, Math.toIntExact(image.size() / OBJECT_SIZE))
                        .mapToObj(object -> letter(image.read(object * OBJECT_SIZE, 1)[0]))
                        .collect(Collectors.joining()));
    }

    private static String letter(byte content) {
        return content == 0 ? "." : String.valueOf((char) content);
    }

    private static String text(Features features) {
        return features.toString();
    }

    private static String masked(String snapshot) {
        return snapshot.length() > LONGEST_NAME ? REMOVED : snapshot;
    }

    /** Without ids; nothing for what pools keep that had images before. */
    private static String kind(String object) {
        int dot = object.indexOf('.');
        if (dot < 0 || object.startsWith("rbd_id.")) {
            return object.startsWith("rbd_id.") ? object : "";
        }
        String prefix = object.substring(0, dot);
        boolean isOfASnapshot = prefix.equals("rbd_object_map") && object.indexOf('.', dot + 1) > 0;
        return isOfASnapshot ? prefix + " of a snapshot" : prefix;
    }
}
