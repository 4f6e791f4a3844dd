package org.rbd4j.conformance.lockstep;

import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import org.rbd4j.DiffExtent;
import org.rbd4j.DiffRange;
import org.rbd4j.Image;
import org.rbd4j.OpenOptions;
import org.rbd4j.Pool;
import org.rbd4j.RbdException;
import org.rbd4j.Snapshot;

/**
 * Everything that can be seen of a world at one moment: each image through a fresh read-only handle, and what each open handle
 * sees. Looking changes nothing, but that a handle of an image with a journal owns the managed lock once it has read.
 */
final class Observation {
    private static final String HEAD = "HEAD";
    private static final String TOO_LARGE = "too large to be read";

    private final World world;
    private final Map<String, Object> seen = new LinkedHashMap<>();

    private Observation(World world) {
        this.world = world;
    }

    static Observation of(World world) {
        Observation observation = new Observation(world);
        List<Pool> pools = world.observedPools();
        for (int i = 0; i < pools.size(); i++) {
            observation.lookAt("pool" + i, pools.get(i));
        }
        for (HandleState state : world.handles) {
            for (Question question : Question.values()) {
                observation.see(
                        state + " on " + state.image + " " + question, () -> question.ask(state.handle, world.masks));
            }
            if (!Hazards.waitsForTheAdvisoryLockToRead(state.image)) {
                observation.lookAtContent(state + " on " + state.image, state.handle);
            }
            observation.see(
                    state + " on " + state.image + " locked by",
                    () -> world.masks.lockSeenLately(state.handle.locks().list()));
        }
        return observation;
    }

    private void lookAt(String where, Pool pool) {
        List<String> names = pool.listImages();
        seen.put(where, names);
        for (String name : names) {
            String what = where + "/" + name;
            try (Image image = pool.openImage(name, OpenOptions.defaults().withReadOnly())) {
                lookAt(what, image);
            } catch (RbdException failure) {
                seen.put(what + " opened", Step.Failure.of(failure));
            }
        }
    }

    private void lookAt(String what, Image image) {
        List<Snapshot> snapshots = image.snapshots().list();
        see(what + " features", image::features);
        see(what + " striping", () -> image.stripeUnit() + " x " + image.stripeCount());
        see(what + " snapshots", () -> world.masks.snapshots(snapshots));
        see(what + " children", () -> world.masks.children(image.children()));
        see(what + " old format", image::isOldFormat);
        lookAtOwner(what, image);
        see(what + " locked by", () -> world.masks.lock(image.locks().list()));
        for (int i = 0; i < snapshots.size(); i++) {
            String name = snapshots.get(i).name();
            String version = what + "@" + name;
            see(version + " protected", () -> image.snapshots().isProtected(name));
            image.selectSnapshot(name);
            lookAtVersion(version, image);
            lookAtContent(version, image);
            see(version + " children", () -> world.masks.children(image.children()));
            diffs(version, image, snapshots.subList(0, i));
        }
        image.selectHead();
        lookAtVersion(what + "@" + HEAD, image);
        lookAtContent(what + "@" + HEAD, image);
        diffs(what + "@" + HEAD, image, snapshots);
    }

    private void lookAtVersion(String version, Image image) {
        see(version + " stat", () -> world.masks.stat(image.stat()));
        see(version + " parent", () -> world.masks.parent(image.parent()));
        see(version + " overlap", image::overlap);
        see(version + " flags", image::flags);
    }

    private void lookAtContent(String version, Image image) {
        see(version + " content", () -> isLookedAt(image) ? content(image) : TOO_LARGE);
    }

    private static Bytes content(Image image) {
        byte[] content = image.read(0, Math.toIntExact(image.size()));
        return new Bytes(content, content.length);
    }

    private void lookAtOwner(String what, Image image) {
        see(what + " owns the managed lock", image::isExclusiveLockOwner);
    }

    /** What steps cannot reach by size is not read: librbd would go through millions of objects. */
    private static boolean isLookedAt(Image image) {
        return image.size() <= Shapes.LARGEST;
    }

    private void diffs(String version, Image image, List<Snapshot> earlier) {
        diffs(version, image, DiffRange.sinceBeginning());
        for (Snapshot since : earlier) {
            diffs(version, image, DiffRange.since(since.name()));
        }
    }

    private void diffs(String version, Image image, DiffRange range) {
        String what =
                version + " diff " + range.since().map(name -> "since " + name).orElse("from the beginning");
        DiffRange whole = range.withWholeObject(true);
        if (!isLookedAt(image)) {
            return;
        }
        see(what, () -> extents(image, range));
        see(what + " with the parent", () -> extents(image, range.withParent(true)));
        see(what + " by object", () -> extents(image, whole));
        see(what + " by object with the parent", () -> extents(image, whole.withParent(true)));
    }

    static List<DiffExtent> extents(Image image, DiffRange range) {
        List<DiffExtent> extents = new ArrayList<>();
        image.diff(range, extents::add);
        return extents;
    }

    /** What was seen, by what it is, in the order in which it was looked at. */
    Map<String, Object> seen() {
        return Collections.unmodifiableMap(seen);
    }

    private void see(String what, Callable<?> look) {
        seen.put(what, Step.answerOf(look));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Observation that && seen.equals(that.seen);
    }

    @Override
    public int hashCode() {
        return seen.hashCode();
    }

    /** The first thing that looks different, with what it is on both sides. */
    String differenceFrom(Observation expected) {
        for (Map.Entry<String, Object> entry : expected.seen.entrySet()) {
            Object there = entry.getValue();
            Object here = seen.get(entry.getKey());
            if (!there.equals(here)) {
                return Difference.between(entry.getKey(), there, here == null ? "not seen" : here);
            }
        }
        return "more is seen: "
                + seen.keySet().stream()
                        .filter(what -> !expected.seen.containsKey(what))
                        .toList();
    }

    @Override
    public String toString() {
        return seen.size() + " things seen";
    }
}
