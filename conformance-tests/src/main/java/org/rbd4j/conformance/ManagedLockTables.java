package org.rbd4j.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import org.junit.jupiter.api.DynamicTest;
import org.rbd4j.Features;
import org.rbd4j.Image;
import org.rbd4j.ImageOptions;
import org.rbd4j.Pool;
import org.rbd4j.RbdException;

/** A contract that has tables of calls, and of who owns an image's managed lock before each and after it. */
abstract class ManagedLockTables extends Contract {
    static final int SIZE = 40_000;

    /** All but journaling. */
    static final Features ALL = new Features(61);

    /** Who owns the lock, before a call or after it. */
    enum Owner {
        NOBODY,
        CALLER,
        OTHER
    }

    /**
     * A call, and what comes of it if nobody owned the lock before, if the caller did, and if another client's handle did: who
     * owns it then ({@code -}, {@code caller} or {@code other}), or the call's errno.
     */
    record Row(String call, BiConsumer<Pool, Image> body, String nobody, String caller, String other) {
        String expected(Owner before) {
            return switch (before) {
                case NOBODY -> nobody;
                case CALLER -> caller;
                case OTHER -> other;
            };
        }
    }

    static Row moves(String call, BiConsumer<Pool, Image> body) {
        return new Row(call, body, "caller", "caller", "caller");
    }

    static Row asksOwner(String call, BiConsumer<Pool, Image> body) {
        return new Row(call, body, "caller", "caller", "other");
    }

    static Row ignores(String call, BiConsumer<Pool, Image> body) {
        return new Row(call, body, "-", "caller", "other");
    }

    final List<DynamicTest> tests(List<Row> table, Features features) {
        List<DynamicTest> tests = new ArrayList<>();
        for (Row row : table) {
            for (Owner before : Owner.values()) {
                tests.add(DynamicTest.dynamicTest(
                        row.call() + ", owned by " + before,
                        () -> assertEquals(row.expected(before), outcome(row, before, features))));
            }
        }
        return tests;
    }

    private String outcome(Row row, Owner before, Features features) {
        String name = newClone(features);
        try (Image caller = pool().openImage(name);
                Image other = poolOf(secondClient()).openImage(name)) {
            switch (before) {
                case NOBODY -> assertFalse(caller.isExclusiveLockOwner());
                case CALLER -> caller.write(0, new byte[0]);
                case OTHER -> other.write(0, new byte[0]);
            }
            String refused = "";
            try {
                row.body().accept(pool(), caller);
            } catch (RbdException failure) {
                refused = failure.errno() + " ";
            }
            String owner = other.isExclusiveLockOwner() ? "other" : "-";
            return refused + (caller.isExclusiveLockOwner() ? "caller" : owner);
        }
    }

    /** A clone with a free and a protected snapshot. */
    final String newClone(Features features) {
        String name = freshName();
        try (Image parent = newImage(ImageShape.plain(SIZE))) {
            parent.write(0, Content.of(1, SIZE));
            parent.snapshots().create("snapshot");
            parent.snapshots().protect("snapshot");
            ImageOptions options = ImageOptions.defaults().withFeatures(features);
            pool().cloneImage(parent.name(), "snapshot", pool(), name, options);
        }
        try (Image image = pool().openImage(name)) {
            image.snapshots().create("free");
            image.snapshots().create("protected");
            image.snapshots().protect("protected");
        }
        return name;
    }
}
