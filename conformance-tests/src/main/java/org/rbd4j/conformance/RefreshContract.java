package org.rbd4j.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.rbd4j.DiffRange;
import org.rbd4j.Feature;
import org.rbd4j.Features;
import org.rbd4j.Image;
import org.rbd4j.ImageFlag;
import org.rbd4j.ImageFlags;
import org.rbd4j.OpenOptions;
import org.rbd4j.Progress;
import org.rbd4j.RbdException;

/**
 * After a change each answer of a handle is the newest one, but for what is told to nobody, as that the managed lock was taken:
 * such an answer stays as it was until something else makes the handle read the header anew.
 */
public abstract class RefreshContract extends ManagedLockTables {
    private static final Features MAPS = Features.of(Feature.OBJECT_MAP, Feature.FAST_DIFF);
    private static final Features LOCK_AND_MAPS = MAPS.plus(Features.of(Feature.EXCLUSIVE_LOCK));

    /** What a handle is asked, by its name. */
    private static final Map<String, Function<Image, Object>> QUESTIONS = questions();

    private static final int ROUNDS = 2;

    /** Used by the subclasses alone. */
    protected RefreshContract() {}

    private static Map<String, Function<Image, Object>> questions() {
        Map<String, Function<Image, Object>> questions = new LinkedHashMap<>();
        questions.put("locks", image -> image.locks().list());
        questions.put("size", Image::size);
        questions.put("features", Image::features);
        questions.put("snapshots", image -> image.snapshots().list());
        questions.put("protection", image -> image.snapshots().isProtected("free"));
        questions.put("flags", Image::flags);
        questions.put("content", image -> Arrays.hashCode(image.read(0, 100)));
        questions.put("parent", Image::parent);
        questions.put("overlap", Image::overlap);
        return questions;
    }

    /**
     * A change.
     *
     * @param name the change
     * @param body makes it: through the handle that is asked then, or through another client's
     * @param hidden which questions the handle that is asked does not answer as a new one does: as before the change, or with a star
     *     as it was on the way
     */
    private record Change(String name, BiConsumer<Image, Image> body, String hidden) {}

    private static List<Change> table() {
        return List.of(
                new Change("write by another", (asked, other) -> other.write(0, new byte[] {1}), "locks"),
                new Change("write", (asked, other) -> asked.write(0, new byte[] {1}), "locks"),
                new Change(
                        "first write by another, then by this",
                        (asked, other) -> {
                            other.write(0, new byte[] {1});
                            asked.write(0, new byte[] {2});
                        },
                        "locks"),
                new Change(
                        "first write by this, then by another",
                        (asked, other) -> {
                            asked.write(0, new byte[] {1});
                            other.write(0, new byte[] {2});
                        },
                        "locks"),
                new Change(
                        "the owner closes",
                        (asked, other) -> {
                            other.write(0, new byte[] {1});
                            asked.size();
                            other.close();
                        },
                        ""),
                new Change("resize by another", (asked, other) -> other.resize(SIZE / 2), ""),
                new Change("resize", (asked, other) -> asked.resize(SIZE / 2), ""),
                new Change(
                        "resize by the owner who is asked to",
                        (asked, other) -> {
                            other.flush();
                            asked.resize(SIZE / 2);
                        },
                        ""),
                new Change(
                        "snapshots.create by another",
                        (asked, other) -> other.snapshots().create("new"),
                        ""),
                new Change(
                        "snapshots.create", (asked, other) -> asked.snapshots().create("new"), ""),
                new Change(
                        "snapshots.protect by another",
                        (asked, other) -> other.snapshots().protect("free"),
                        ""),
                new Change(
                        "snapshots.protect", (asked, other) -> asked.snapshots().protect("free"), ""),
                new Change(
                        "snapshots.rollback",
                        (asked, other) -> {
                            asked.write(0, new byte[] {1});
                            asked.snapshots().rollback("free");
                        },
                        ""),
                new Change("flatten by another", (asked, other) -> other.flatten(), ""),
                new Change("flatten", (asked, other) -> asked.flatten(), ""),
                new Change("maps off by another", (asked, other) -> other.updateFeatures(MAPS, false), ""),
                new Change("maps off", (asked, other) -> asked.updateFeatures(MAPS, false), ""),
                new Change(
                        "lock and maps off by another",
                        (asked, other) -> other.updateFeatures(LOCK_AND_MAPS, false),
                        ""),
                new Change("lock and maps off", (asked, other) -> asked.updateFeatures(LOCK_AND_MAPS, false), "locks*"),
                new Change(
                        "lock and maps off, of which this is the owner, by another",
                        (asked, other) -> {
                            asked.flush();
                            other.updateFeatures(LOCK_AND_MAPS, false);
                        },
                        "locks*"),
                new Change(
                        "maps off and on by another",
                        (asked, other) -> {
                            other.updateFeatures(MAPS, false);
                            other.updateFeatures(MAPS, true);
                        },
                        ""),
                new Change(
                        "maps off and on",
                        (asked, other) -> {
                            asked.updateFeatures(MAPS, false);
                            asked.updateFeatures(MAPS, true);
                        },
                        ""),
                new Change(
                        "advisory lock by another",
                        (asked, other) -> other.locks().lockExclusive("cookie"),
                        ""),
                new Change("advisory lock", (asked, other) -> asked.locks().lockExclusive("cookie"), ""),
                new Change(
                        "advisory lock and back by another",
                        (asked, other) -> {
                            other.locks().lockExclusive("cookie");
                            asked.size();
                            other.locks().unlock("cookie");
                        },
                        ""),
                new Change(
                        "selectSnapshot",
                        (asked, other) -> {
                            asked.flush();
                            asked.selectSnapshot("free");
                        },
                        ""),
                new Change(
                        "selectHead",
                        (asked, other) -> {
                            asked.selectSnapshot("free");
                            other.resize(SIZE / 2);
                            asked.selectHead();
                        },
                        ""));
    }

    @TestFactory
    List<DynamicTest> whatAHandleKnowsAfterAChange() {
        return table().stream()
                .map(change -> DynamicTest.dynamicTest(
                        change.name(), () -> assertEquals(change.hidden(), hiddenAfter(change))))
                .toList();
    }

    private String hiddenAfter(Change change) {
        Set<String> hidden = new LinkedHashSet<>();
        List<String> order = new ArrayList<>(QUESTIONS.keySet());
        // Whatever is asked first may be what makes the handle read the header anew.
        for (int round = 0; round < ROUNDS; round++) {
            Image asked = pool().openImage(newClone(ALL));
            Image other = poolOf(secondClient()).openImage(asked.name());
            Map<String, Object> before = answers(asked, order);
            change.body().accept(asked, other);
            Map<String, Object> after = answers(asked, order);
            try (Image later = pool().openImage(asked.name())) {
                Map<String, Object> truth = answers(later, order);
                after.forEach((question, answer) -> {
                    if (!answer.equals(truth.get(question))) {
                        hidden.add(question + (answer.equals(before.get(question)) ? "" : "*"));
                    }
                });
            }
            asked.close();
            other.close();
            Collections.rotate(order, order.size() / ROUNDS);
        }
        return String.join(" ", hidden);
    }

    private static Map<String, Object> answers(Image image, List<String> order) {
        Map<String, Object> answers = new LinkedHashMap<>();
        order.forEach(question -> answers.put(question, QUESTIONS.get(question).apply(image)));
        return answers;
    }

    /** librbd's interface takes a header that is gone for the sign that there is none of what was asked for. */
    @Test
    void anImageThatIsGoneHasNeitherSnapshotsNorAParent() {
        for (Function<Image, Object> question : List.<Function<Image, Object>>of(
                image -> image.snapshots().list(),
                image -> image.parent().map(List::of).orElse(List.of()))) {
            Image parentless = newImage(ImageShape.plain(SIZE));
            Image reader =
                    pool().openImage(parentless.name(), OpenOptions.defaults().withReadOnly());
            parentless.close();
            reader.locks().lockExclusive("so that the handle reads the header anew");
            pool().removeImage(reader.name());
            assertEquals(List.of(), question.apply(reader));
            assertEquals(SIZE, reader.size(), "what was known before");
        }
    }

    /** A handle whose snapshot was removed before there were maps has none open, and makes none. */
    @Test
    void aSnapshotTakenThroughAHandleWithoutAMapHasNone() {
        Image asked = newImage(ImageShape.plain(SIZE).withFeatures(ALL.minus(MAPS)));
        Image other = poolOf(secondClient()).openImage(asked.name());
        asked.snapshots().create("gone");
        asked.selectSnapshot("gone");
        asked.snapshots().remove("gone");
        other.updateFeatures(MAPS, true);
        other.rebuildObjectMap(Progress.NONE);
        asked.snapshots().create("without map");
        other.selectSnapshot("without map");
        assertEquals(ImageFlags.of(ImageFlag.OBJECT_MAP_INVALID, ImageFlag.FAST_DIFF_INVALID), other.flags());
    }

    /** A call through a handle that knows of a change, and whether it makes the handle read the header anew. */
    private record Call(String name, Consumer<Image> body, boolean readsHeader) {}

    private static List<Call> calls() {
        return List.of(
                new Call("none", image -> {}, false),
                new Call("size", Image::size, true),
                new Call("stat", Image::stat, true),
                new Call("stripeUnit", Image::stripeUnit, false),
                new Call("stripeCount", Image::stripeCount, false),
                new Call("createdAt", Image::createdAt, false),
                new Call("isOldFormat", Image::isOldFormat, true),
                new Call("features", Image::features, true),
                new Call("flags", Image::flags, true),
                new Call("overlap", Image::overlap, true),
                new Call("parent", Image::parent, true),
                new Call("children", Image::children, false),
                new Call("isExclusiveLockOwner", Image::isExclusiveLockOwner, false),
                new Call("read", image -> image.read(0, 1), true),
                new Call("write", image -> image.write(0, new byte[1]), true),
                new Call("discard", image -> image.discard(0, 1), true),
                new Call("flush", Image::flush, true),
                new Call("invalidateCache", Image::invalidateCache, true),
                new Call("diff", image -> image.diff(DiffRange.sinceBeginning(), any -> {}), true),
                new Call("resize", image -> image.resize(5), true),
                new Call("flatten", Image::flatten, true),
                new Call("rebuildObjectMap", image -> image.rebuildObjectMap(Progress.NONE), true),
                new Call("updateFeatures", image -> image.updateFeatures(MAPS, true), true),
                new Call("selectHead", Image::selectHead, true),
                new Call("selectSnapshot", image -> image.selectSnapshot("none"), true),
                new Call("snapshots.isProtected", image -> image.snapshots().isProtected("none"), true),
                new Call("snapshots.create", image -> image.snapshots().create("none"), false),
                new Call("snapshots.remove", image -> image.snapshots().remove("none"), true),
                new Call("snapshots.rename", image -> image.snapshots().rename("none", "other"), false),
                new Call("snapshots.protect", image -> image.snapshots().protect("none"), false),
                new Call("snapshots.unprotect", image -> image.snapshots().unprotect("none"), false),
                new Call("snapshots.rollback", image -> image.snapshots().rollback("none"), true),
                new Call("locks.list", image -> image.locks().list(), true),
                new Call("locks.lockShared", image -> image.locks().lockShared("busy", "tag"), true),
                new Call("locks.unlock", image -> image.locks().unlock("none"), true),
                new Call("locks.breakLock", image -> image.locks().breakLock("client.1", "none"), true));
    }

    /** Through a handle for reading, which hears of no change but of that which it made itself: it took a lock. */
    @TestFactory
    List<DynamicTest> whichCallsReadTheHeaderAnew() {
        return calls().stream()
                .flatMap(call -> Stream.of(false, true)
                        .map(hasSnapshot -> DynamicTest.dynamicTest(
                                call.name() + (hasSnapshot ? ", of an image with a snapshot" : ""),
                                () -> assertEquals(call.readsHeader(), readsHeader(call, hasSnapshot)))))
                .toList();
    }

    private boolean readsHeader(Call call, boolean hasSnapshot) {
        Image writer = newImage(ImageShape.plain(SIZE));
        if (hasSnapshot) {
            writer.snapshots().create("old");
        }
        Image reader = pool().openImage(writer.name(), OpenOptions.defaults().withReadOnly());
        reader.locks().lockExclusive("cookie");
        try {
            call.body().accept(reader);
        } catch (RbdException refused) {
            // What a refused call read is what is asked here.
        }
        writer.snapshots().create("new");
        return reader.snapshots().list().stream()
                .noneMatch(snapshot -> snapshot.name().equals("new"));
    }
}
