package org.rbd4j.sim.rados;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.LongStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/** A snap set that forgets what is trimmed tells of the rest what a history tells that forgets nothing. */
class SnapSetTest {
    enum Kind {
        WRITE,
        TAKE_SNAP,
        REMOVE_SNAPS
    }

    record Step(Kind kind, int offset, int length, int size, Set<Integer> removed) {}

    @Provide
    Arbitrary<List<Step>> programs() {
        return Combinators.combine(
                        Arbitraries.frequency(
                                Tuple.of(3, Kind.WRITE), Tuple.of(2, Kind.TAKE_SNAP), Tuple.of(1, Kind.REMOVE_SNAPS)),
                        Arbitraries.integers().between(0, 20),
                        Arbitraries.integers().between(0, 8),
                        Arbitraries.integers().between(0, 24),
                        Arbitraries.integers().between(0, 8).set().ofMinSize(1).ofMaxSize(2))
                .as(Step::new)
                .list()
                .ofMaxSize(30);
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    void trimmingLosesNothingOfWhatIsLeft(@ForAll("programs") List<Step> program) {
        SnapSet snapSet = SnapSet.NEW;
        History history = new History();
        for (Step step : program) {
            switch (step.kind()) {
                case TAKE_SNAP -> history.takeSnap();
                case REMOVE_SNAPS -> snapSet = snapSet.withoutSnaps(history.remove(step.removed()));
                case WRITE -> {
                    SnapContext context = history.context();
                    assertEquals(history.hasUntoldSnap(), snapSet.mustClone(context));
                    if (snapSet.mustClone(context)) {
                        snapSet = snapSet.withClone(context, history.headSize);
                    }
                    BitSet modified = history.write(step);
                    snapSet = modified(snapSet, intervals(modified)).withSeqOf(context);
                }
            }
            history.check(snapSet);
        }
    }

    private static SnapSet modified(SnapSet snapSet, IntervalSet ranges) {
        return snapSet.clones().isEmpty()
                ? snapSet
                : snapSet.withNewestOverlap(snapSet.newestOverlap().subtract(ranges));
    }

    private static IntervalSet intervals(BitSet bits) {
        IntervalSet.Builder ranges = new IntervalSet.Builder();
        bits.stream().forEach(bit -> ranges.add(bit, 1));
        return ranges.build();
    }

    /** Every revision that there ever was, the head last, and which bytes each shares with the next. */
    private static final class History {
        private record Revision(long id, List<Long> snaps, int size, BitSet sharedWithNext) {}

        private final List<Revision> kept = new ArrayList<>();
        private final Map<Long, Revision> holders = new HashMap<>();
        private final NavigableSet<Long> snaps = new TreeSet<>();
        private long lastSnap;
        private long toldSeq;
        private int headSize;

        void takeSnap() {
            snaps.add(++lastSnap);
        }

        /** Of the snapshots that there are, those at these places. */
        Set<Long> remove(Set<Integer> places) {
            List<Long> present = List.copyOf(snaps);
            Set<Long> removed = new TreeSet<>();
            places.stream().filter(place -> place < present.size()).forEach(place -> removed.add(present.get(place)));
            snaps.removeAll(removed);
            return removed;
        }

        SnapContext context() {
            return new SnapContext(lastSnap, List.copyOf(snaps.descendingSet()));
        }

        boolean hasUntoldSnap() {
            return snaps.stream().anyMatch(snap -> snap > toldSeq);
        }

        /** Tells what the write modifies: the range, and what a smaller size cuts off. */
        BitSet write(Step step) {
            if (hasUntoldSnap()) {
                keepHead();
            }
            BitSet modified = new BitSet();
            modified.set(step.offset(), step.offset() + step.length());
            modified.set(Math.min(step.size(), headSize), headSize);
            if (!kept.isEmpty()) {
                kept.get(kept.size() - 1).sharedWithNext.andNot(modified);
            }
            headSize = step.size();
            toldSeq = lastSnap;
            return modified;
        }

        private void keepHead() {
            BitSet all = new BitSet();
            all.set(0, headSize);
            List<Long> untold = snaps.descendingSet().stream()
                    .filter(snap -> snap > toldSeq)
                    .toList();
            Revision revision = new Revision(lastSnap, untold, headSize, all);
            kept.add(revision);
            untold.forEach(snap -> holders.put(snap, revision));
        }

        private List<Long> snapsLeft(Revision revision) {
            return revision.snaps.stream().filter(snaps::contains).toList();
        }

        /** What is the same in all revisions from one to another. */
        private IntervalSet shared(int from, int to) {
            BitSet shared = (BitSet) kept.get(from).sharedWithNext.clone();
            for (int i = from + 1; i < to; i++) {
                shared.and(kept.get(i).sharedWithNext);
            }
            return intervals(shared);
        }

        void check(SnapSet found) {
            List<CloneInfo> clones = new ArrayList<>();
            int to = kept.size();
            for (int i = kept.size() - 1; i >= 0; i--) {
                Revision revision = kept.get(i);
                List<Long> left = snapsLeft(revision);
                if (!left.isEmpty()) {
                    clones.add(0, new CloneInfo(revision.id, left, shared(i, to), revision.size));
                    to = i;
                }
            }
            assertEquals(new SnapSet(toldSeq, clones), found);
            LongStream.rangeClosed(1, lastSnap + 1).forEach(snap -> checkAt(snap, found));
        }

        private void checkAt(long snap, SnapSet found) {
            Optional<Long> holder = Optional.ofNullable(holders.get(snap))
                    .filter(revision -> snaps.contains(snap))
                    .map(Revision::id);
            assertEquals(holder, found.cloneHolding(snap).map(CloneInfo::id));
            IntervalSet common = IntervalSet.EMPTY;
            for (int i = kept.size() - 1; i >= 0 && kept.get(i).id >= snap; i--) {
                common = snapsLeft(kept.get(i)).isEmpty() ? common : shared(i, kept.size());
            }
            assertEquals(common, found.overlapFrom(snap));
        }
    }
}
