package org.rbd4j.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.rbd4j.Feature;
import org.rbd4j.Features;
import org.rbd4j.Image;

/**
 * After a change each answer of a handle is the newest one, but for what is told to nobody, as that the managed lock was taken:
 * such an answer stays as it was until something else makes the handle read the header anew.
 */
public abstract class RefreshContract extends ManagedLockTables {
    private static final Features MAPS = Features.of(Feature.OBJECT_MAP, Feature.FAST_DIFF);
    private static final Features LOCK_AND_MAPS = MAPS.plus(Features.of(Feature.EXCLUSIVE_LOCK));

    /** Used by the subclasses alone. */
    protected RefreshContract() {}

    /** What a handle is asked, by its name. */
    private static Map<String, Function<Image, Object>> questions() {
        Map<String, Function<Image, Object>> questions = new LinkedHashMap<>();
        questions.put("size", Image::size);
        questions.put("features", Image::features);
        questions.put("flags", Image::flags);
        questions.put("parent", Image::parent);
        questions.put("overlap", Image::overlap);
        questions.put("snapshots", image -> image.snapshots().list());
        questions.put("protection", image -> image.snapshots().isProtected("free"));
        questions.put("locks", image -> image.locks().list());
        questions.put("content", image -> Arrays.hashCode(image.read(0, 100)));
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
        List<String> hidden = new ArrayList<>();
        questions().forEach((name, question) -> {
            Image asked = pool().openImage(newClone(ALL));
            Image other = poolOf(secondClient()).openImage(asked.name());
            Object before = question.apply(asked);
            change.body().accept(asked, other);
            Object after = question.apply(asked);
            if (!after.equals(askedAnew(asked.name(), question))) {
                hidden.add(name + (after.equals(before) ? "" : "*"));
            }
            asked.close();
            other.close();
        });
        return String.join(" ", hidden);
    }

    private Object askedAnew(String name, Function<Image, Object> question) {
        try (Image later = pool().openImage(name)) {
            return question.apply(later);
        }
    }
}
