package org.rbd4j.sim.librbd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.rbd4j.sim.rados.CloneInfo;
import org.rbd4j.sim.rados.IntervalSet;
import org.rbd4j.sim.rados.ObjectHistory;
import org.rbd4j.sim.rados.RadosPool;
import org.rbd4j.sim.rados.SnapSet;

/** A walk over an object's clones finds what a look at each moment between two others finds. */
class ObjectDiffTest {
    /**
     * One revision of an object.
     *
     * @param missing for how many snapshots before it there was no object
     * @param moments for how many snapshots it was the object's content
     * @param trimmed which of these snapshots are left: bit by bit, the first and the last always
     * @param size in bytes
     * @param shared what the next revision has of it, before either's size cuts it
     */
    record Revision(int missing, int moments, int trimmed, int size, BitSet shared) {}

    @Provide
    Arbitrary<List<Revision>> revisions() {
        Arbitrary<BitSet> shared = Arbitraries.integers()
                .between(0, 11)
                .set()
                .ofMaxSize(8)
                .map(bits -> {
                    BitSet set = new BitSet();
                    bits.forEach(set::set);
                    return set;
                });
        return Combinators.combine(
                        Arbitraries.of(0, 0, 0, 1, 2),
                        Arbitraries.integers().between(1, 3),
                        Arbitraries.integers().between(0, 7),
                        Arbitraries.integers().between(0, 12),
                        shared)
                .as(Revision::new)
                .list()
                .ofMinSize(1)
                .ofMaxSize(5);
    }

    /** What the object was at each snapshot and last of all at HEAD, and its clones as RADOS lists them. */
    private static final class Moments {
        private final List<Optional<Revision>> contents = new ArrayList<>(List.of(Optional.empty()));
        private final List<CloneInfo> clones = new ArrayList<>();
        private Optional<Revision> head = Optional.empty();

        Moments(List<Revision> revisions, boolean hasHead) {
            int clonesToMake = revisions.size() - (hasHead ? 1 : 0);
            for (int i = 0; i < revisions.size(); i++) {
                Revision revision = revisions.get(i);
                for (int missing = 0; missing < revision.missing(); missing++) {
                    contents.add(Optional.empty());
                }
                if (i < clonesToMake) {
                    addClone(revision, i + 1 < revisions.size() ? Optional.of(revisions.get(i + 1)) : Optional.empty());
                } else {
                    head = Optional.of(revision);
                }
            }
        }

        private void addClone(Revision revision, Optional<Revision> next) {
            int oldest = contents.size();
            IntStream.range(0, revision.moments()).forEach(moment -> contents.add(Optional.of(revision)));
            long newest = contents.size() - 1;
            List<Long> snaps = new ArrayList<>();
            for (long snap = newest; snap >= oldest; snap--) {
                if (snap == newest || snap == oldest || (revision.trimmed() >> (snap - oldest) & 1) == 0) {
                    snaps.add(snap);
                }
            }
            clones.add(new CloneInfo(newest, snaps, intervals(shared(revision, next)), revision.size()));
        }

        /** After a time without the object, nothing is shared. */
        private static BitSet shared(Revision revision, Optional<Revision> next) {
            BitSet shared = new BitSet();
            next.filter(revisionAfter -> revisionAfter.missing() == 0).ifPresent(revisionAfter -> {
                shared.or(revision.shared());
                shared.clear(Math.min(revision.size(), revisionAfter.size()), 100);
            });
            return shared;
        }

        long seq() {
            return contents.size() - 1;
        }

        ObjectHistory history() {
            return new ObjectHistory(new SnapSet(seq(), clones), head.map(revision -> (long) revision.size()));
        }

        Optional<Revision> at(long moment) {
            return moment > seq() ? head : contents.get((int) moment);
        }

        /** HEAD is the moment after the last snapshot. */
        ObjectDiff between(long start, long end) {
            Optional<Revision> atStart = at(start);
            Optional<Revision> atEnd = at(end);
            if (atEnd.isEmpty()) {
                return new ObjectDiff(
                        IntervalSet.of(0, atStart.map(Revision::size).orElse(0)), false, 0);
            }
            BitSet changed = new BitSet();
            Optional<Revision> before = atStart;
            for (long moment = start + 1; moment <= end; moment++) {
                Optional<Revision> now = at(moment);
                if (now.isPresent() && before.isPresent() && now.get() != before.get()) {
                    addDifference(changed, before.get(), now.get());
                } else if (now.isPresent() && before.isEmpty()) {
                    changed.set(0, now.get().size());
                }
                before = now.isPresent() ? now : before;
            }
            return new ObjectDiff(intervals(changed), true, atEnd.get().size());
        }

        private static void addDifference(BitSet changed, Revision from, Revision to) {
            BitSet difference = new BitSet();
            difference.set(0, Math.max(from.size(), to.size()));
            difference.andNot(shared(from, Optional.of(to)));
            changed.or(difference);
        }
    }

    private static IntervalSet intervals(BitSet bits) {
        IntervalSet.Builder ranges = new IntervalSet.Builder();
        bits.stream().forEach(bit -> ranges.add(bit, 1));
        return ranges.build();
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    void theWalkFindsWhatALookAtEachMomentFinds(
            @ForAll("revisions") List<Revision> revisions, @ForAll boolean hasHead) {
        Moments moments = new Moments(revisions, hasHead);
        for (long start = 0; start <= moments.seq(); start++) {
            for (long end = start + 1; end <= moments.seq() + 1; end++) {
                long last = end > moments.seq() ? RadosPool.HEAD : end;
                assertEquals(
                        moments.between(start, end),
                        ObjectDiff.between(moments.history(), start, last),
                        "from " + start + " to " + end + " of " + moments.history());
            }
        }
    }

    @Property(tries = 300, edgeCases = EdgeCasesMode.NONE)
    void whatIsInNoDiffOnTheWayIsInNoDiffOfTheWholeWay(
            @ForAll("revisions") List<Revision> revisions, @ForAll boolean hasHead) {
        Moments moments = new Moments(revisions, hasHead);
        ObjectHistory history = moments.history();
        IntervalSet steps = IntervalSet.EMPTY;
        for (long moment = 1; moment <= moments.seq(); moment++) {
            steps = steps.union(ObjectDiff.between(history, moment - 1, moment).changed());
            ObjectDiff whole = ObjectDiff.between(history, 0, moment);
            assertTrue(whole.changed().subtract(steps).isEmpty(), whole + " but " + steps);
        }
    }
}
