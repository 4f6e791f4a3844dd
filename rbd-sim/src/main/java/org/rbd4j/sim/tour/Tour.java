package org.rbd4j.sim.tour;

import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ThreadLocalRandom;
import org.rbd4j.DiffExtent;
import org.rbd4j.DiffRange;
import org.rbd4j.Image;
import org.rbd4j.OpenOptions;
import org.rbd4j.ParentSnapshot;
import org.rbd4j.Pool;
import org.rbd4j.Rados;
import org.rbd4j.sim.SimCluster;
import org.rbd4j.sim.SimUsage;

/**
 * Stores a file in an image, snapshots, clones, changes and rolls it back, and proves after every step by checksums that each
 * version reads back bit for bit. It leaves nothing behind.
 */
public final class Tour {
    private static final String ORIGINAL = "original";
    private static final String PATCHED = "patched";
    private static final int SHOWN_EXTENTS = 6;

    private final PrintStream out;
    private final boolean isTerminal;
    private final TourArguments arguments;
    private final TourInput input;
    private final String base =
            "tour-" + Long.toHexString(ThreadLocalRandom.current().nextLong());
    private final String copy = base + "-clone";
    private boolean allMatched = true;

    Tour(PrintStream out, boolean isTerminal, TourArguments arguments) {
        this.out = out;
        this.isTerminal = isTerminal;
        this.arguments = arguments;
        this.input = new TourInput(arguments.input());
    }

    /**
     * Runs the tour.
     *
     * @param words see {@code --help}
     */
    public static void main(String[] words) {
        TourArguments arguments;
        try {
            arguments = TourArguments.parse(List.of(words));
        } catch (IllegalArgumentException refused) {
            System.err.println(refused.getMessage());
            System.exit(2);
            return;
        }
        boolean matched = new Tour(System.out, System.console() != null, arguments).run();
        System.exit(matched ? 0 : 1);
    }

    /** Returns true if every checksum matched. */
    boolean run() {
        long begin = System.nanoTime();
        try (Rados rados = Rados.connect(arguments.cluster(), Map.of("rbd_cache", "false"));
                Pool pool = rados.openPool(arguments.pool())) {
            out.printf("%s on %s, librbd %s%n", input.file(), arguments.cluster(), rados.librbdVersion());
            try {
                walk(pool);
            } finally {
                removeImages(pool);
            }
        }
        out.printf(
                "%s in %.1f s%n",
                allMatched ? "every version read back bit for bit" : "SOME VERSION DIFFERS",
                (System.nanoTime() - begin) / 1e9);
        return allMatched;
    }

    private void walk(Pool pool) {
        List<Edit> patches = fitting(List.of(
                Edit.text(4_000, 200, "a patch across two pages. "),
                Edit.text((4 << 20) - 100, 200, "a patch across two objects. ")));
        List<Edit> cloneEdits = fitting(List.of(
                Edit.text(0, 512, "the clone's own boot sector. "),
                Edit.text(input.size() - 64, 64, "the clone's own last bytes. "),
                Edit.zeroes(8 << 20, 4 << 20)));

        step("store the file", () -> store(pool));
        try (Image image = pool.openImage(base)) {
            step("snapshot '" + ORIGINAL + "', protect", () -> {
                image.snapshots().create(ORIGINAL);
                image.snapshots().protect(ORIGINAL);
            });
            step("write to HEAD, snapshot '" + PATCHED + "'", () -> {
                patches.forEach(edit -> image.write(edit.offset(), edit.bytes()));
                image.snapshots().create(PATCHED);
            });
            showDiff("changed since '" + ORIGINAL + "'", image, DiffRange.since(ORIGINAL));
            step("clone '" + ORIGINAL + "'", () -> pool.cloneImage(base, ORIGINAL, pool, copy));
            try (Image clone = pool.openImage(copy)) {
                step("write to the clone, discard", () -> change(clone, cloneEdits));
                showDiff("stored by the clone itself", clone, DiffRange.sinceBeginning());
                showUsage();
                prove("the clone", copy, clone, cloneEdits);
                step("roll back to '" + ORIGINAL + "'", () -> image.snapshots().rollback(ORIGINAL));
                prove("HEAD after the rollback", base, image, List.of());
                proveSnapshot(pool, ORIGINAL, List.of());
                proveSnapshot(pool, PATCHED, patches);
                step("flatten the clone", clone::flatten);
                prove("the flattened clone", copy, clone, cloneEdits);
                out.printf(
                        "  parent now: %s%n",
                        clone.parent().map(ParentSnapshot::toString).orElse("none"));
            }
            showUsage();
        }
    }

    /** A small file has no room for some of the edits. */
    private List<Edit> fitting(List<Edit> edits) {
        return edits.stream()
                .filter(edit -> edit.offset() >= 0 && edit.offset() + edit.bytes().length <= input.size())
                .toList();
    }

    private void store(Pool pool) {
        pool.createImage(base, input.size());
        ProgressBar progress = new ProgressBar(out, isTerminal, "writing", input.size());
        try (Image image = pool.openImage(base)) {
            input.forEachChunk((offset, chunk, length) -> {
                image.write(offset, ByteBuffer.wrap(chunk, 0, length));
                progress.show(offset);
            });
        }
        progress.clear();
    }

    /** Writes, and discards where the edit holds nothing but zeroes. */
    private void change(Image clone, List<Edit> edits) {
        for (Edit edit : edits) {
            if (edit.equals(Edit.zeroes(edit.offset(), edit.bytes().length))) {
                clone.discard(edit.offset(), edit.bytes().length);
            } else {
                clone.write(edit.offset(), edit.bytes());
            }
        }
    }

    private void step(String what, Runnable action) {
        long begin = System.nanoTime();
        action.run();
        out.printf("  %-34s %8.1f ms%n", what, (System.nanoTime() - begin) / 1e6);
    }

    private void proveSnapshot(Pool pool, String snapshot, List<Edit> edits) {
        try (Image image =
                pool.openImage(base, OpenOptions.defaults().withReadOnly().withSnapshot(snapshot))) {
            prove("snapshot '" + snapshot + "'", base + "@" + snapshot, image, edits);
        }
    }

    private void prove(String what, String name, Image image, List<Edit> edits) {
        String expected = input.checksumWith(edits);
        String actual = TourInput.checksumOf(image, new ProgressBar(out, isTerminal, "reading " + what, image.size()));
        boolean matches = expected.equals(actual);
        allMatched &= matches;
        out.printf("  sha256 of %-24s %s  %s%n", what, actual, matches ? "as the file says" : "DIFFERS: " + name);
    }

    private void showDiff(String what, Image image, DiffRange range) {
        List<DiffExtent> extents = new ArrayList<>();
        image.diff(range, extents::add);
        out.printf("  %s: %d extents%n", what, extents.size());
        extents.stream()
                .limit(SHOWN_EXTENTS)
                .forEach(extent -> out.printf(
                        "    %,14d ~ %,-12d %s%n",
                        extent.offset(), extent.length(), extent.exists() ? "data" : "zeroes"));
        if (extents.size() > SHOWN_EXTENTS) {
            out.printf("    ... and %d more%n", extents.size() - SHOWN_EXTENTS);
        }
    }

    private void showUsage() {
        if (arguments.cluster().startsWith("sim:")) {
            SimUsage usage = SimCluster.named(arguments.cluster().substring("sim:".length()))
                    .usage();
            out.printf(
                    "  stored: %,d objects, %,d clones of objects, %,d bytes in memory (the file: %,d)%n",
                    usage.objects(), usage.clones(), usage.bytesInMemory(), input.size());
        }
    }

    private void removeImages(Pool pool) {
        List<String> images = pool.listImages();
        if (images.contains(copy)) {
            pool.removeImage(copy);
        }
        if (images.contains(base)) {
            try (Image image = pool.openImage(base)) {
                image.snapshots().list().forEach(snapshot -> removeSnapshot(image, snapshot.name()));
            }
            pool.removeImage(base);
        }
    }

    private static void removeSnapshot(Image image, String snapshot) {
        if (image.snapshots().isProtected(snapshot)) {
            image.snapshots().unprotect(snapshot);
        }
        image.snapshots().remove(snapshot);
    }
}
