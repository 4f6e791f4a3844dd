package org.rbd4j.sim.librbd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.rbd4j.Errno;
import org.rbd4j.Feature;
import org.rbd4j.Features;
import org.rbd4j.ImageFlag;
import org.rbd4j.ImageFlags;
import org.rbd4j.sim.rados.ErrnoFailure;
import org.rbd4j.sim.rados.RadosPool;
import org.rbd4j.sim.rados.SnapContext;

/** A header that class methods made is what the same changes make of plain fields; the header before stays as it was. */
class ImageHeaderTest {
    private static final Layout LAYOUT = new Layout(22, 1 << 22, 1);
    private static final ParentSpec PARENT = new ParentSpec(1, "parent", 9);
    private static final ImageFlags MAP_FLAG = ImageFlags.of(ImageFlag.OBJECT_MAP_INVALID);

    enum Kind {
        SET_SIZE,
        SNAPSHOT_ADD,
        SNAPSHOT_TRASH_ADD,
        SNAPSHOT_REMOVE,
        SNAPSHOT_RENAME,
        SET_PROTECTION_STATUS,
        PARENT_ATTACH,
        PARENT_DETACH,
        SET_FEATURES,
        SET_FLAGS,
        CLEAR_FLAGS
    }

    record Step(Kind kind, long size, int snapshot, boolean isHead) {}

    @Provide
    Arbitrary<List<Step>> programs() {
        return Combinators.combine(
                        Arbitraries.of(Kind.class),
                        Arbitraries.longs().between(0, 100),
                        Arbitraries.integers().between(0, 5),
                        Arbitraries.of(true, false))
                .as(Step::new)
                .list()
                .ofMaxSize(30);
    }

    private static final class Moment {
        long size;
        OptionalLong overlap = OptionalLong.empty();
        boolean isMapInvalid;
        String name = "";
        ProtectionStatus protection = ProtectionStatus.UNPROTECTED;
        boolean isInTrash;

        Moment snapshot(String snapshotName) {
            Moment snapshot = new Moment();
            snapshot.size = size;
            snapshot.overlap = overlap;
            snapshot.isMapInvalid = isMapInvalid;
            snapshot.name = snapshotName;
            return snapshot;
        }

        ImageRevision revision() {
            return new ImageRevision(size, isMapInvalid ? MAP_FLAG : ImageFlags.NONE, overlap);
        }
    }

    /** HEAD and the snapshots, each with fields of its own. */
    private static final class Model {
        private final Moment head = new Moment();
        private final NavigableMap<Long, Moment> snapshots = new TreeMap<>();
        private Features features = Features.of(Feature.LAYERING, Feature.DEEP_FLATTEN);
        private Optional<ParentSpec> parent = Optional.empty();
        private long lastSnap;

        long chosen(Step step) {
            List<Long> ids = List.copyOf(snapshots.keySet());
            return ids.isEmpty() ? 1000 : ids.get(step.snapshot() % ids.size());
        }

        HeaderMethod methodOf(Step step) {
            long snapId = chosen(step);
            return switch (step.kind()) {
                case SET_SIZE -> new HeaderMethod.SetSize(step.size());
                case SNAPSHOT_ADD -> new HeaderMethod.SnapshotAdd(lastSnap + 2, "s" + lastSnap);
                case SNAPSHOT_TRASH_ADD -> new HeaderMethod.SnapshotTrashAdd(snapId);
                case SNAPSHOT_REMOVE -> new HeaderMethod.SnapshotRemove(snapId);
                case SNAPSHOT_RENAME -> new HeaderMethod.SnapshotRename(snapId, "renamed " + step.size());
                case SET_PROTECTION_STATUS ->
                    new HeaderMethod.SetProtectionStatus(
                            snapId, step.isHead() ? ProtectionStatus.PROTECTED : ProtectionStatus.UNPROTECTING);
                case PARENT_ATTACH -> new HeaderMethod.ParentAttach(PARENT, step.size());
                case PARENT_DETACH -> new HeaderMethod.ParentDetach();
                case SET_FEATURES ->
                    new HeaderMethod.SetFeatures(
                            step.isHead() ? Features.of(Feature.DEEP_FLATTEN, Feature.FAST_DIFF) : Features.NONE,
                            Features.of(Feature.DEEP_FLATTEN));
                case SET_FLAGS -> new HeaderMethod.SetFlags(step.isHead() ? RadosPool.HEAD : snapId, MAP_FLAG, true);
                case CLEAR_FLAGS -> new HeaderMethod.SetFlags(step.isHead() ? RadosPool.HEAD : snapId, MAP_FLAG, false);
            };
        }

        void run(Step step) {
            Moment snapshot = snapshots.getOrDefault(chosen(step), new Moment());
            Moment moment = step.isHead() ? head : snapshot;
            switch (step.kind()) {
                case SET_SIZE -> {
                    if (step.size() < head.size && head.overlap.orElse(0) > step.size()) {
                        head.overlap = OptionalLong.of(step.size());
                    }
                    head.size = step.size();
                }
                case SNAPSHOT_ADD -> {
                    snapshots.put(lastSnap + 2, head.snapshot("s" + lastSnap));
                    lastSnap += 2;
                }
                case SNAPSHOT_TRASH_ADD -> snapshot.isInTrash = true;
                case SNAPSHOT_REMOVE -> {
                    snapshots.remove(chosen(step));
                    forgetParent();
                }
                case SNAPSHOT_RENAME -> snapshot.name = "renamed " + step.size();
                case SET_PROTECTION_STATUS ->
                    snapshot.protection = step.isHead() ? ProtectionStatus.PROTECTED : ProtectionStatus.UNPROTECTING;
                case PARENT_ATTACH -> {
                    parent = Optional.of(PARENT);
                    head.overlap = OptionalLong.of(step.size());
                }
                case PARENT_DETACH -> {
                    head.overlap = OptionalLong.empty();
                    if (features.contains(Feature.DEEP_FLATTEN)) {
                        snapshots.values().forEach(each -> each.overlap = OptionalLong.empty());
                    }
                    forgetParent();
                }
                case SET_FEATURES ->
                    features = step.isHead()
                            ? features.with(Feature.DEEP_FLATTEN)
                            : features.without(Feature.DEEP_FLATTEN);
                case SET_FLAGS -> moment.isMapInvalid = true;
                case CLEAR_FLAGS -> moment.isMapInvalid = false;
            }
        }

        private void forgetParent() {
            if (head.overlap.isEmpty() && !hasSnapshotWithParent()) {
                parent = Optional.empty();
            }
        }

        boolean hasSnapshotWithParent() {
            return snapshots.values().stream().anyMatch(snapshot -> snapshot.overlap.isPresent());
        }

        void check(ImageHeader header) {
            assertEquals(head.revision(), header.head());
            assertEquals(head.revision(), header.at(RadosPool.HEAD));
            assertEquals(
                    List.copyOf(snapshots.keySet()),
                    List.copyOf(header.snapshots().keySet()));
            snapshots.forEach((id, snapshot) -> check(id, snapshot, header));
            assertEquals(ImageRevision.GONE, header.at(lastSnap + 1));
            assertEquals(parent, header.parent());
            assertEquals(hasSnapshotWithParent(), header.hasSnapshotWithParent());
            assertEquals(features, header.features());
            boolean isTrashed = snapshots.values().stream().anyMatch(snapshot -> snapshot.isInTrash);
            assertEquals(isTrashed ? features.with(Feature.OPERATIONS) : features, header.reportedFeatures());
            SnapContext context = new SnapContext(lastSnap, List.copyOf(snapshots.descendingKeySet()));
            assertEquals(context, header.snapContext());
            assertEquals(snapshots.isEmpty() ? SnapContext.EMPTY : context, header.dataSnapContext());
        }

        private void check(long id, Moment expected, ImageHeader header) {
            SnapshotHeader snapshot = header.snapshots().get(id);
            assertEquals(expected.revision(), header.at(id));
            assertEquals(expected.revision(), snapshot.revision());
            assertEquals(expected.protection, snapshot.protection());
            assertEquals(expected.protection == ProtectionStatus.PROTECTED, snapshot.isProtected());
            assertEquals(expected.isInTrash, snapshot.isInTrash());
            if (!expected.isInTrash) {
                assertEquals(expected.name, snapshot.name());
            }
            assertEquals(
                    snapshots.values().stream()
                            .filter(other -> !other.isInTrash && other.name.equals(snapshot.name()))
                            .findFirst(),
                    header.snapshotNamed(snapshot.name()).map(found -> snapshots.get(found.id())));
        }
    }

    @Property(tries = 500, edgeCases = EdgeCasesMode.NONE)
    void aHeaderIsWhatTheMethodsSay(@ForAll("programs") List<Step> program) {
        Model model = new Model();
        model.head.size = 50;
        HeaderMethod.Create create = new HeaderMethod.Create("1f", 50, LAYOUT, model.features);
        List<ImageHeader> headers = new ArrayList<>(
                List.of(create.apply(Optional.empty(), FreshPool.NOW).orElseThrow()));
        for (Step step : program) {
            ImageHeader before = headers.get(headers.size() - 1);
            HeaderMethod method = model.methodOf(step);
            headers.add(method.apply(Optional.of(before), Instant.EPOCH).orElseThrow());
            model.run(step);
            model.check(headers.get(headers.size() - 1));
        }
        assertEquals(50, headers.get(0).head().size());
        assertEquals(List.of(), List.copyOf(headers.get(0).snapshots().keySet()));
    }

    @Test
    void whatIsGivenAtCreationStays() {
        ImageHeader header = new HeaderMethod.Create("1f", 50, LAYOUT, Features.NONE)
                .apply(Optional.empty(), FreshPool.NOW)
                .orElseThrow()
                .changed(draft -> draft.resize(7));
        assertEquals("1f", header.id());
        assertEquals(FreshPool.NOW, header.createdAt());
        assertEquals(LAYOUT, header.layout());
        assertEquals("rbd_data.1f.0000000000000003", header.object(3).toString());
        assertEquals("rbd_header.1f", ImageHeader.nameOf("1f").toString());
    }

    @Test
    void aHeaderIsMadeOnceAndChangedOnlyWhereItIs() {
        HeaderMethod.Create create = new HeaderMethod.Create("1f", 50, LAYOUT, Features.NONE);
        Optional<ImageHeader> made = create.apply(Optional.empty(), FreshPool.NOW);
        assertEquals(
                Errno.EEXIST,
                assertThrows(ErrnoFailure.class, () -> create.apply(made, FreshPool.NOW))
                        .errno());
        assertEquals(
                Errno.ENOENT,
                assertThrows(
                                ErrnoFailure.class,
                                () -> new HeaderMethod.SetSize(1).apply(Optional.empty(), FreshPool.NOW))
                        .errno());
    }
}
