package org.rbd4j.conformance;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.rbd4j.Image;

/** A clone reads of its parent what lies in its overlap, which is never larger than the clone ever was. */
public abstract class OverlapContract extends Contract {
    private static final int SIZE = 10_000;

    /** Used by the subclasses alone. */
    protected OverlapContract() {}

    @Property(tries = 15)
    void theOverlapIsTheSmallestSizeThatTheCloneEverHad(@ForAll(supplier = Histories.class) History history) {
        try (Image parent = newImage(ImageShape.plain(SIZE));
                Image child = cloneOf(parent)) {
            long smallest = SIZE;
            for (Edit edit : history.before()) {
                edit.applyTo(child, new byte[Math.toIntExact(child.size())]);
                smallest = Math.min(smallest, child.size());
                assertEquals(smallest, child.overlap());
            }
        }
    }

    @Test
    void eachVersionOfACloneHasItsOwnOverlap() {
        Image parent = newImage(ImageShape.plain(SIZE));
        parent.write(0, Content.of(1, SIZE));
        Image child = cloneOf(parent);
        child.resize(5_000);
        child.snapshots().create("half");
        child.resize(100);
        assertEquals(100, child.overlap());
        child.selectSnapshot("half");
        assertEquals(5_000, child.overlap());
        child.selectHead();
        child.snapshots().rollback("half");
        assertEquals(5_000, child.size());
        assertEquals(100, child.overlap(), "a rollback copies the bytes and restores no overlap");
        assertArrayEquals(Arrays.copyOf(Content.of(1, SIZE), 5_000), Content.of(child));
    }

    @Test
    void aCloneShrunkToNothingHasNoParentButStaysAChildUntilItIsFlattened() {
        Image parent = newImage(ImageShape.plain(SIZE));
        parent.write(0, Content.of(1, SIZE));
        Image child = cloneOf(parent);
        child.resize(0);
        assertEquals(Optional.empty(), child.parent());
        assertEquals(0, child.overlap());
        child.resize(SIZE);
        assertEquals(Optional.empty(), child.parent());
        assertEquals(1, parent.children().size());
        child.flatten();
        assertEquals(List.of(), parent.children());
        child.flatten();
        assertArrayEquals(new byte[SIZE], Content.of(child));
    }
}
