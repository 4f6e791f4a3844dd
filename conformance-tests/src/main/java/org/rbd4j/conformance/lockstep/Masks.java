package org.rbd4j.conformance.lockstep;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.rbd4j.ChildImage;
import org.rbd4j.ImageStat;
import org.rbd4j.ParentSnapshot;
import org.rbd4j.Snapshot;

/**
 * Everything that lockstep does not compare, because two clusters cannot agree on it:
 *
 * <ul>
 *   <li>the pools' names, for each run makes its own: a pool is told by its number;
 *   <li>the ids of snapshots, which depend on what else the cluster did: a snapshot is told by its place in the list;
 *   <li>block name prefixes, which hold ids of the cluster;
 *   <li>the texts of exceptions, which hold all of these.
 * </ul>
 */
final class Masks {
    private final List<String> poolNames;

    Masks(List<String> poolNames) {
        this.poolNames = List.copyOf(poolNames);
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
        return parent.map(known -> pool(known.pool()) + "/" + known.image() + "@" + known.snapshot())
                .orElse("none");
    }

    /** Sorted anew: two clusters sort by pool names that are not the same. */
    List<String> children(List<ChildImage> children) {
        return children.stream()
                .map(child -> pool(child.pool()) + "/" + child.image())
                .sorted()
                .toList();
    }
}
