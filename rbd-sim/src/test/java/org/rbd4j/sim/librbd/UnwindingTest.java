package org.rbd4j.sim.librbd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.rbd4j.Errno;
import org.rbd4j.sim.rados.ErrnoFailure;

/** Of the steps that were done, the last is undone first, whatever the undoing of others comes to. */
class UnwindingTest {
    private static final ErrnoFailure FAILURE = new ErrnoFailure(Errno.EIO, "a step fails");

    private static void fail() {
        throw FAILURE;
    }

    @Property
    void whatWasDoneIsUndoneFromTheLast(
            @ForAll @Size(min = 1, max = 6) List<Boolean> undoingFails,
            @ForAll @IntRange(max = 8) int failingStep,
            @ForAll @IntRange(max = 8) int lastForgotten) {
        List<Integer> undone = new ArrayList<>();
        List<Integer> expected = new ArrayList<>();
        Unwinding unwinding = new Unwinding();
        Runnable steps = () -> {
            for (int i = 0; i < undoingFails.size(); i++) {
                if (i == failingStep) {
                    fail();
                }
                undo(unwinding, undone, i, undoingFails.get(i));
                expected.add(0, i);
                if (i == lastForgotten) {
                    unwinding.forget();
                    expected.clear();
                }
            }
        };
        if (failingStep < undoingFails.size()) {
            assertSame(FAILURE, assertThrows(ErrnoFailure.class, () -> unwinding.run(steps)));
            assertEquals(expected, undone);
        } else {
            unwinding.run(steps);
            assertEquals(List.of(), undone);
        }
    }

    private static void undo(Unwinding unwinding, List<Integer> undone, int step, boolean fails) {
        unwinding.onFailure(() -> {
            undone.add(step);
            if (fails) {
                throw new ErrnoFailure(Errno.EBUSY, "the undoing fails");
            }
        });
    }

    @Test
    void onlyTheErrnosThatAreNamedArePassedOver() {
        Unwinding.passOver(UnwindingTest::fail);
        Unwinding.passOver(Errno.EIO, UnwindingTest::fail);
        Unwinding.passOver(Set.of(Errno.EBUSY, Errno.EIO), UnwindingTest::fail);
        assertThrows(ErrnoFailure.class, () -> Unwinding.passOver(Errno.ENOENT, UnwindingTest::fail));
        assertThrows(ErrnoFailure.class, () -> Unwinding.passOver(Set.of(), UnwindingTest::fail));
    }

    @Test
    void anErrorOfTheProgramsIsNotPassedOver() {
        Runnable broken = () -> {
            throw new IllegalStateException("broken");
        };
        assertThrows(IllegalStateException.class, () -> Unwinding.passOver(broken));
        assertThrows(IllegalStateException.class, () -> new Unwinding().run(broken));
    }
}
