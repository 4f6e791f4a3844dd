package org.rbd4j.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertThrowsExactly;

import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.rbd4j.Image;
import org.rbd4j.ImageNotFoundException;
import org.rbd4j.RbdException;

/** Whoever breaks a lock has its holder blocklisted, whether or not the holder has the hold that was named. */
public abstract class BreakLockContract extends Contract {
    private static final int SIZE = 40_000;

    /** Used by the subclasses alone. */
    protected BreakLockContract() {}

    @Test
    void breakingALockBlocklistsItsHolder() {
        Image first = newImage(ImageShape.plain(SIZE));
        Image second = openedBySecond(first);
        second.write(0, new byte[10]);
        second.locks().lockExclusive("a");
        String holder = first.locks().list().orElseThrow().holders().get(0).client();
        first.locks().breakLock(holder, "a");
        assertEquals(Optional.empty(), first.locks().list());
        assertThrows(RbdException.class, () -> second.write(0, new byte[10]));
        first.locks().lockExclusive("a");
        assertNotEquals(
                holder, first.locks().list().orElseThrow().holders().get(0).client());
    }

    @Test
    void evenBreakingAHoldThatThereIsNotBlocklistsTheClientThatHasAnother() {
        Image first = newImage(ImageShape.plain(SIZE));
        Image second = openedBySecond(first);
        second.locks().lockExclusive("a");
        String holder = first.locks().list().orElseThrow().holders().get(0).client();
        assertThrowsExactly(ImageNotFoundException.class, () -> first.locks().breakLock(holder, "b"));
        assertEquals(List.of("a"), Cookies.of(first));
        assertThrows(RbdException.class, () -> second.write(0, new byte[10]));
    }
}
