package org.rbd4j.sim.rados;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.LongRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.UniqueElements;

/** A context without removed snapshots has the others, in their order, and the same seq. */
class SnapContextTest {
    @Property(tries = 200)
    void onlyWhatIsRemovedIsMissing(
            @ForAll @Size(max = 6) @UniqueElements List<@LongRange(min = 1, max = 9) Long> ids,
            @ForAll @Size(max = 4) Set<@LongRange(min = 1, max = 9) Long> removed) {
        List<Long> snaps = new ArrayList<>(ids);
        snaps.sort((left, right) -> Long.compare(right, left));
        SnapContext context = new SnapContext(12, snaps);
        SnapContext found = context.without(removed);
        List<Long> left = new ArrayList<>();
        for (long snap : snaps) {
            if (!removed.contains(snap)) {
                left.add(snap);
            }
        }
        assertEquals(new SnapContext(12, left), found);
        if (left.size() == snaps.size()) {
            assertSame(context, found);
        }
    }
}
