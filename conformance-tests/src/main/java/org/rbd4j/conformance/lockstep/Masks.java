package org.rbd4j.conformance.lockstep;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.rbd4j.AdvisoryLock;
import org.rbd4j.ImageSpec;
import org.rbd4j.ImageStat;
import org.rbd4j.ParentSnapshot;
import org.rbd4j.Snapshot;

/**
 * Everything that lockstep does not compare, because two clusters cannot agree on it:
 *
 * <ul>
 *   <li>the pools' names, for each run makes its own: a pool is told by its number;
 *   <li>the ids of snapshots, which depend on what else the cluster did: a snapshot is told by its place in the list;
 *   <li>ids of images, and block name prefixes, which hold them;
 *   <li>clients' names and addresses, and the managed lock's cookies: of those who hold a lock, it is told how many holds each
 *       client has, and their cookies if they are the program's own;
 *   <li>whether a handle that has been open for a while lists the managed lock: it lists what it saw when it last read the header,
 *       and what makes librbd read it is a matter of its caches; a fresh handle's list is compared, and who owns the lock too;
 *   <li>the texts of exceptions, but for all of these, where only that is asked for ({@link Lockstep#comparingMessages()}).
 * </ul>
 */
final class Masks {
    /** How the cookies begin with which librbd takes the managed lock. */
    private static final String MANAGED = "auto ";

    private static final Pattern CLIENT = Pattern.compile("client\\.[0-9]+");
    private static final Pattern COOKIE = Pattern.compile(MANAGED + "[0-9]+");

    /** The tag under which librbd takes the managed lock. */
    private static final String MANAGED_TAG = "internal";

    private final List<String> poolNames;

    Masks(List<String> poolNames) {
        this.poolNames = List.copyOf(poolNames);
    }

    /** An exception's text without what two clusters cannot agree on. */
    String message(String text) {
        String masked = text;
        for (int i = 0; i < poolNames.size(); i++) {
            masked = masked.replace(poolNames.get(i), "pool" + i);
        }
        return CLIENT.matcher(COOKIE.matcher(masked).replaceAll(MANAGED)).replaceAll("client");
    }

    String pool(String name) {
        int number = poolNames.indexOf(name);
        return number < 0 ? "another pool" : "pool" + number;
    }

    String stat(ImageStat stat) {
        return stat.sizeInBytes() + " bytes, " + stat.objectCount() + " objects of " + stat.objectSizeInBytes()
                + ", order " + stat.order();
    }

    List<String> snapshots(List<Snapshot> snapshots) {
        return IntStream.range(0, snapshots.size())
                .mapToObj(i -> i + ": " + snapshots.get(i).name() + ", "
                        + snapshots.get(i).sizeInBytes() + " bytes")
                .toList();
    }

    String parent(Optional<ParentSnapshot> parent) {
        return parent.map(known -> image(known.image()) + "@" + known.snapshot())
                .orElse("none");
    }

    /** Sorted anew: two clusters sort by pool names that are not the same. */
    List<String> children(List<ImageSpec> children) {
        return children.stream().map(this::image).sorted().toList();
    }

    private String image(ImageSpec image) {
        return ImageSpec.of(pool(image.pool()), image.name())
                .withNamespace(image.namespace())
                .withInTrash(image.isInTrash())
                .toString();
    }

    String lock(Optional<AdvisoryLock> lock) {
        return lock.map(held -> (held.exclusive() ? "exclusive" : "shared") + ", tag '" + held.tag() + "', held by "
                        + holds(held.holders()))
                .orElse("nobody");
    }

    /** The lock as a handle lists it that has been open for a while. */
    String lockSeenLately(Optional<AdvisoryLock> lock) {
        return lock(lock.filter(held -> !held.tag().equals(MANAGED_TAG)));
    }

    /** The cookies of each client; two clusters sort by names of clients that are not the same. */
    private static List<String> holds(List<AdvisoryLock.Holder> holders) {
        Map<String, List<String>> cookies = new HashMap<>();
        for (AdvisoryLock.Holder holder : holders) {
            cookies.computeIfAbsent(holder.client(), any -> new ArrayList<>()).add(cookie(holder.cookie()));
        }
        return cookies.values().stream()
                .map(ofOne -> ofOne.stream().sorted().toList().toString())
                .sorted()
                .toList();
    }

    private static String cookie(String cookie) {
        return cookie.startsWith(MANAGED) ? MANAGED : cookie;
    }
}
