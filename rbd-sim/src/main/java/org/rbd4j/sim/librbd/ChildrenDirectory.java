package org.rbd4j.sim.librbd;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.rbd4j.ChildImage;
import org.rbd4j.sim.rados.IoContext;
import org.rbd4j.sim.rados.MetadataName;

/**
 * Which images of this pool are clones (of clone format 1) of which snapshots; immutable.
 *
 * @param childIds the clones' ids, never an empty set
 */
record ChildrenDirectory(Map<ParentSpec, Set<String>> childIds) {
    private static final MetadataName<ChildrenDirectory> NAME =
            new MetadataName<>("rbd_children", "children", ChildrenDirectory.class);

    ChildrenDirectory {
        childIds = Collections.unmodifiableMap(childIds);
    }

    static void add(IoContext io, ParentSpec parent, String childId) {
        io.exec(NAME, "rbd.add_child", directory -> {
            Set<String> children = new TreeSet<>(childrenOf(directory, parent));
            children.add(childId);
            return Optional.of(with(directory, parent, children));
        });
    }

    static void remove(IoContext io, ParentSpec parent, String childId) {
        io.exec(NAME, "rbd.remove_child", directory -> {
            Set<String> children = new TreeSet<>(childrenOf(directory, parent));
            children.remove(childId);
            return Optional.of(with(directory, parent, children));
        });
    }

    /** The clones of a snapshot, in whichever pool of the cluster they are. */
    static List<ChildImage> find(IoContext anyPool, ParentSpec parent) {
        List<ChildImage> found = new ArrayList<>();
        for (IoContext pool : anyPool.allPools()) {
            for (String childId : childrenOf(pool.read(NAME), parent)) {
                found.add(
                        new ChildImage(pool.poolName(), ImageDirectory.of(pool).nameOf(childId)));
            }
        }
        return found;
    }

    private static Set<String> childrenOf(Optional<ChildrenDirectory> directory, ParentSpec parent) {
        return directory.map(found -> found.childIds.get(parent)).orElse(Set.of());
    }

    private static ChildrenDirectory with(
            Optional<ChildrenDirectory> directory, ParentSpec parent, Set<String> children) {
        Map<ParentSpec, Set<String>> changed =
                new HashMap<>(directory.map(ChildrenDirectory::childIds).orElse(Map.of()));
        if (children.isEmpty()) {
            changed.remove(parent);
        } else {
            changed.put(parent, children);
        }
        return new ChildrenDirectory(changed);
    }
}
