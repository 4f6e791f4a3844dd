package org.rbd4j.sim.librbd;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.rbd4j.ImageSpec;
import org.rbd4j.sim.rados.ClassMethod;
import org.rbd4j.sim.rados.IoContext;
import org.rbd4j.sim.rados.MetadataName;
import org.rbd4j.sim.rados.MetadataRequest;

/**
 * Which images of this pool are clones (of clone format 1) of which snapshots; immutable.
 *
 * @param childIds the clones' ids, never an empty set
 */
record ChildrenDirectory(Map<ParentSpec, Set<String>> childIds) {
    private static final MetadataName<ChildrenDirectory> NAME =
            new MetadataName<>("rbd_children", "children", ChildrenDirectory.class);

    private static final ChildrenDirectory EMPTY = new ChildrenDirectory(Map.of());

    ChildrenDirectory {
        childIds = Collections.unmodifiableMap(childIds);
    }

    private record AddChild(ParentSpec parent, String childId) implements ClassMethod<ChildrenDirectory> {
        @Override
        public String name() {
            return "rbd.add_child";
        }

        @Override
        public Optional<ChildrenDirectory> apply(Optional<ChildrenDirectory> before, Instant now) {
            ChildrenDirectory directory = before.orElse(EMPTY);
            Set<String> children = new TreeSet<>(directory.childrenOf(parent));
            children.add(childId);
            return Optional.of(directory.with(parent, children));
        }
    }

    private record RemoveChild(ParentSpec parent, String childId) implements ClassMethod<ChildrenDirectory> {
        @Override
        public String name() {
            return "rbd.remove_child";
        }

        @Override
        public Optional<ChildrenDirectory> apply(Optional<ChildrenDirectory> before, Instant now) {
            ChildrenDirectory directory = before.orElse(EMPTY);
            Set<String> children = new TreeSet<>(directory.childrenOf(parent));
            children.remove(childId);
            return Optional.of(directory.with(parent, children));
        }
    }

    static void add(IoContext io, ParentSpec parent, String childId) {
        io.send(new MetadataRequest.Exec<>(NAME, new AddChild(parent, childId)));
    }

    static void remove(IoContext io, ParentSpec parent, String childId) {
        io.send(new MetadataRequest.Exec<>(NAME, new RemoveChild(parent, childId)));
    }

    /** The clones of a snapshot, in whichever pool of the cluster they are. */
    static List<ImageSpec> find(IoContext anyPool, ParentSpec parent) {
        List<ImageSpec> found = new ArrayList<>();
        for (IoContext pool : anyPool.allPools()) {
            Set<String> childIds =
                    pool.send(new MetadataRequest.Read<>(NAME)).orElse(EMPTY).childrenOf(parent);
            for (String childId : childIds) {
                found.add(ImageSpec.of(pool.poolName(), ImageDirectory.nameOf(pool, childId))
                        .withId(childId));
            }
        }
        return found;
    }

    private Set<String> childrenOf(ParentSpec parent) {
        return childIds.getOrDefault(parent, Set.of());
    }

    private ChildrenDirectory with(ParentSpec parent, Set<String> children) {
        Map<ParentSpec, Set<String>> changed = new HashMap<>(childIds);
        if (children.isEmpty()) {
            changed.remove(parent);
        } else {
            changed.put(parent, children);
        }
        return new ChildrenDirectory(changed);
    }
}
