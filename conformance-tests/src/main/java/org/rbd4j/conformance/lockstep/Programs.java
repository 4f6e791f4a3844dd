package org.rbd4j.conformance.lockstep;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;

/**
 * Random programs. The weights of the steps keep them deep: there is nearly always something to write to, snapshots get
 * protected and cloned, clones get snapshots, and few calls fail.
 */
public final class Programs {
    /** A kind of step or of a few steps that belong together, how often it is chosen among all, and how it is made. */
    private record Kind(int weight, Function<Dice, List<Operation>> maker) {
        static Kind of(int weight, Function<Dice, Operation> maker) {
            return new Kind(weight, dice -> List.of(maker.apply(dice)));
        }
    }

    private static final List<Kind> KINDS = List.of(
            new Kind(4, Programs::createAndOpen),
            new Kind(8, Programs::snapshotAndClone),
            new Kind(1, Orphans::ofImage),
            new Kind(1, Orphans::ofSnapshot),
            new Kind(1, Orphans::ofNews),
            Kind.of(8, Programs::clone),
            Kind.of(10, Programs::open),
            Kind.of(3, dice -> new DirectoryOperation.CloseImage(dice.reference())),
            Kind.of(3, dice -> new DirectoryOperation.RemoveImage(dice.client(), dice.reference())),
            Kind.of(2, dice -> new DirectoryOperation.RenameImage(dice.client(), dice.reference(), dice.name())),
            Kind.of(1, dice -> new DirectoryOperation.ListImages(dice.client(), dice.client())),
            Kind.of(1, dice -> new DirectoryOperation.Reconnect(dice.client())),
            Kind.of(34, Programs::write),
            Kind.of(5, Programs::read),
            Kind.of(12, Programs::discard),
            Kind.of(1, dice -> new DataOperation.Flush(dice.reference())),
            Kind.of(1, dice -> new DataOperation.InvalidateCache(dice.reference())),
            Kind.of(8, Programs::diff),
            Kind.of(6, dice -> new MaintenanceOperation.Resize(dice.reference(), dice.objects(), dice.bytes())),
            Kind.of(6, dice -> new MaintenanceOperation.Flatten(dice.reference())),
            Kind.of(4, Programs::copy),
            Kind.of(6, Programs::updateFeatures),
            Kind.of(5, dice -> new MaintenanceOperation.RebuildObjectMap(dice.reference())),
            Kind.of(3, dice -> new LockOperation.IsOwner(dice.reference())),
            Kind.of(2, Programs::lock),
            Kind.of(2, dice -> new LockOperation.Unlock(dice.reference(), dice.cookie())),
            Kind.of(2, dice -> new LockOperation.BreakLock(dice.reference(), dice.cookie())),
            Kind.of(1, dice -> new LockOperation.ListHolders(dice.reference())),
            Kind.of(12, dice -> new SnapshotOperation.CreateSnapshot(dice.reference(), dice.name())),
            Kind.of(5, dice -> new SnapshotOperation.RemoveSnapshot(dice.reference(), dice.reference())),
            Kind.of(2, dice -> new SnapshotOperation.RenameSnapshot(dice.reference(), dice.reference(), dice.name())),
            Kind.of(8, dice -> new SnapshotOperation.Protect(dice.reference(), dice.reference())),
            Kind.of(3, dice -> new SnapshotOperation.Unprotect(dice.reference(), dice.reference())),
            Kind.of(4, dice -> new SnapshotOperation.Rollback(dice.reference(), dice.reference())),
            Kind.of(4, dice -> new SnapshotOperation.SelectSnapshot(dice.reference(), dice.reference())),
            Kind.of(8, dice -> new SnapshotOperation.SelectHead(dice.reference())),
            Kind.of(2, dice -> new Operation.Look()),
            Kind.of(3, Programs::readThroughChannel),
            Kind.of(5, Programs::writeThroughChannel),
            Kind.of(2, dice -> new ChannelOperation.Truncate(dice.reference(), dice.objects(), dice.bytes())),
            Kind.of(6, Programs::burst));

    private static final int SUM_OF_WEIGHTS =
            KINDS.stream().mapToInt(Kind::weight).sum();

    private static final int FEWEST_STEPS = 100;
    private static final int MOST_STEPS = 200;

    private Programs() {}

    /**
     * The program of a seed, as soak runs it and tells about it.
     *
     * @param seed which program
     * @return the program, always the same
     */
    public static Program ofSeed(long seed) {
        Random random = new Random(seed);
        int steps = FEWEST_STEPS + random.nextInt(MOST_STEPS - FEWEST_STEPS + 1);
        return random(random, steps);
    }

    /**
     * Makes a program that holds the trimmer back; the same seed and count make the same one.
     *
     * @param random where the choices come from
     * @param steps at least how many steps
     * @return the program
     */
    public static Program random(Random random, int steps) {
        Dice dice = new Dice(random);
        List<Operation> chosen = new ArrayList<>();
        // Something to begin with; all else is left to chance.
        chosen.addAll(createAndOpen(dice));
        while (chosen.size() < steps) {
            chosen.addAll(kind(random.nextInt(SUM_OF_WEIGHTS)).maker().apply(dice));
        }
        int clients = dice.oneIn(4) ? 3 : 2;
        int pools = dice.oneIn(3) ? 2 : 1;
        return new Program(clients, pools, dice.oneIn(2) ? 4096 : 65536, true, chosen);
    }

    /**
     * Programs for jqwik, which hold the trimmer back; they shrink as {@link Lockstep#shrink} shrinks.
     *
     * @param steps at least how many steps each has before it is shrunk
     * @return the arbitrary
     */
    public static Arbitrary<Program> arbitrary(int steps) {
        return Arbitraries.fromGenerator(random -> new ShrinkableProgram(Simplification.of(random(random, steps))));
    }

    private static Kind kind(int chosen) {
        int left = chosen;
        for (Kind kind : KINDS) {
            left -= kind.weight();
            if (left < 0) {
                return kind;
            }
        }
        throw new AssertionError(chosen + " is beyond the sum of the weights");
    }

    private static List<Operation> createAndOpen(Dice dice) {
        return List.of(
                new DirectoryOperation.CreateImage(
                        dice.client(),
                        dice.client(),
                        dice.name(),
                        dice.order(),
                        dice.objects(),
                        dice.bytes(),
                        dice.features(),
                        dice.striping()),
                openNewest(dice));
    }

    /** Of the newest handles, so that clones of clones come about. */
    private static List<Operation> snapshotAndClone(Dice dice) {
        int parent = dice.halving(3);
        return List.of(
                new SnapshotOperation.CreateSnapshot(parent, dice.name()),
                new SnapshotOperation.Protect(parent, 0),
                clone(dice),
                openNewest(dice),
                write(dice));
    }

    private static Operation openNewest(Dice dice) {
        return new DirectoryOperation.OpenImage(dice.client(), 0, false, 0);
    }

    private static Operation clone(Dice dice) {
        return new DirectoryOperation.CloneImage(
                dice.client(),
                dice.reference(),
                dice.reference(),
                dice.client(),
                dice.name(),
                dice.oneIn(8) ? 1 + dice.order() : 0,
                dice.oneIn(2) ? 1 + dice.features() : 0,
                dice.oneIn(8) ? dice.striping() : 0);
    }

    private static Operation open(Dice dice) {
        return new DirectoryOperation.OpenImage(
                dice.client(), dice.reference(), dice.oneIn(6), dice.oneIn(8) ? 1 + dice.reference() : 0);
    }

    private static Operation write(Dice dice) {
        return new DataOperation.Write(
                dice.reference(), dice.objects(), dice.bytes(), dice.length(), dice.seed(), dice.oneIn(20));
    }

    private static Operation read(Dice dice) {
        return new DataOperation.Read(dice.reference(), dice.objects(), dice.bytes(), dice.length());
    }

    private static Operation burst(Dice dice) {
        return new AsyncOperation.Burst(
                dice.reference(),
                dice.objects(),
                dice.bytes(),
                dice.length(),
                dice.seed(),
                dice.halving(6),
                dice.oneIn(2));
    }

    private static Operation readThroughChannel(Dice dice) {
        return new ChannelOperation.ReadThroughChannel(dice.reference(), dice.objects(), dice.bytes(), dice.length());
    }

    private static Operation writeThroughChannel(Dice dice) {
        return new ChannelOperation.WriteThroughChannel(
                dice.reference(), dice.objects(), dice.bytes(), dice.length(), dice.seed());
    }

    private static Operation discard(Dice dice) {
        return new DataOperation.Discard(dice.reference(), dice.objects(), dice.bytes(), dice.halving(6), dice.bytes());
    }

    private static Operation diff(Dice dice) {
        return new DataOperation.Diff(
                dice.reference(),
                dice.oneIn(2) ? 1 + dice.reference() : 0,
                dice.objects(),
                dice.bytes(),
                dice.halving(12),
                dice.oneIn(2),
                dice.oneIn(2));
    }

    private static Operation copy(Dice dice) {
        return new MaintenanceOperation.Copy(
                dice.reference(),
                dice.client(),
                dice.name(),
                dice.oneIn(4) ? 1 + dice.order() : 0,
                dice.oneIn(2) ? 1 + dice.features() : 0,
                dice.oneIn(4) ? dice.striping() : 0);
    }

    private static Operation updateFeatures(Dice dice) {
        return new MaintenanceOperation.UpdateFeatures(dice.reference(), dice.halving(Shapes.SWITCHES), dice.oneIn(2));
    }

    private static Operation lock(Dice dice) {
        return new LockOperation.Lock(dice.reference(), dice.cookie(), dice.oneIn(2) ? 0 : 1 + dice.cookie());
    }
}
