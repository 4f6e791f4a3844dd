package org.rbd4j.sim;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.rbd4j.Features;
import org.rbd4j.Image;
import org.rbd4j.ImageBusyException;
import org.rbd4j.ImageNotFoundException;
import org.rbd4j.ImageOptions;
import org.rbd4j.Pool;
import org.rbd4j.Rados;
import org.rbd4j.Snapshot;

/** A fork is all of its source at one moment, and neither sees what the other does afterwards. */
class ForkTest {
    private static final int OBJECT = 4096;
    private static final int SIZE = 12 * OBJECT;
    private static final ImageOptions SMALL_OBJECTS = ImageOptions.defaults().withOrder(12);

    /** An image with a clone, and what both hold at HEAD and at their snapshots, by the calls of a generator's. */
    private static final class Life {
        private final Random random;
        private final Image[] images;

        Life(Rados rados, int seed) {
            random = new Random(seed);
            Pool pool = rados.openPool("rbd");
            images = new Image[] {pool.openImage("parent"), pool.openImage("child")};
        }

        void goOn(int steps) {
            for (int i = 0; i < steps; i++) {
                Image image = images[random.nextInt(images.length)];
                long offset = random.nextInt(SIZE - 1);
                switch (random.nextInt(6)) {
                    case 0 -> image.discard(offset, 1 + random.nextInt(2 * OBJECT));
                    case 1 -> image.snapshots().create("s" + i + "-" + random.nextInt(1_000_000));
                    case 2 ->
                        anySnapshot(image).ifPresent(found -> image.snapshots().rollback(found.name()));
                    case 3 ->
                        anySnapshot(image)
                                .filter(found -> !image.snapshots().isProtected(found.name()))
                                .ifPresent(found -> image.snapshots().remove(found.name()));
                    default -> {
                        byte[] bytes = new byte[(int) Math.min(1 + random.nextInt(OBJECT), SIZE - offset)];
                        random.nextBytes(bytes);
                        image.write(offset, bytes);
                    }
                }
            }
        }

        private Optional<Snapshot> anySnapshot(Image image) {
            List<Snapshot> all = image.snapshots().list();
            return all.isEmpty() ? Optional.empty() : Optional.of(all.get(random.nextInt(all.size())));
        }
    }

    private static void begin(SimCluster cluster) {
        try (Rados rados = cluster.connect();
                Pool pool = rados.openPool("rbd")) {
            pool.createImage("parent", SIZE, SMALL_OBJECTS);
            try (Image parent = pool.openImage("parent")) {
                parent.write(0, filled(7));
                parent.snapshots().create("base");
                parent.snapshots().protect("base");
            }
            pool.cloneImage("parent", "base", pool, "child");
        }
    }

    private static byte[] filled(int value) {
        byte[] bytes = new byte[SIZE];
        Arrays.fill(bytes, (byte) value);
        return bytes;
    }

    /** Every image at HEAD and at each of its snapshots. */
    private static List<String> contentOf(SimCluster cluster) {
        List<String> content = new ArrayList<>();
        try (Rados rados = cluster.connect();
                Pool pool = rados.openPool("rbd")) {
            for (String name : pool.listImages()) {
                try (Image image = pool.openImage(name)) {
                    content.add(name + " " + Arrays.hashCode(image.read(0, SIZE)));
                    for (Snapshot snapshot : image.snapshots().list()) {
                        image.selectSnapshot(snapshot.name());
                        content.add(snapshot + " " + Arrays.hashCode(image.read(0, SIZE)));
                    }
                }
            }
        }
        return content;
    }

    @Property(tries = 100)
    void neitherSeesWhatTheOtherDoes(
            @ForAll @IntRange(max = 1_000_000) int seed, @ForAll @IntRange(max = 40) int before) {
        try (SimCluster source = SimCluster.create()) {
            begin(source);
            Life life = new Life(source.connect(), seed);
            life.goOn(before);
            try (SimCluster fork = source.fork()) {
                List<String> content = contentOf(source);
                List<StoredObject> objects = source.objects();
                assertEquals(content, contentOf(fork));
                assertEquals(objects, fork.objects());
                new Life(fork.connect(), seed + 1).goOn(30);
                assertEquals(content, contentOf(source), "the fork went on");
                assertEquals(objects, source.objects());
                List<String> forked = contentOf(fork);
                List<StoredObject> forkedObjects = fork.objects();
                life.goOn(30);
                assertEquals(forked, contentOf(fork), "the source went on");
                assertEquals(forkedObjects, fork.objects());
            }
        }
    }

    @Property(tries = 30)
    void whatHappensNextIsTheSameInBoth(@ForAll @IntRange(max = 1_000_000) int seed) {
        try (SimCluster source = SimCluster.create()) {
            begin(source);
            try (SimCluster fork = source.fork()) {
                for (SimCluster cluster : List.of(source, fork)) {
                    new Life(cluster.connect(), seed).goOn(30);
                }
                assertEquals(source.objects(), fork.objects());
                assertEquals(source.metadataObjects(), fork.metadataObjects());
                assertEquals(contentOf(source), contentOf(fork));
            }
        }
    }

    @Test
    void noByteIsCopied() {
        try (SimCluster source = SimCluster.create()) {
            begin(source);
            try (SimCluster fork = source.fork();
                    SimCluster forkOfFork = fork.fork()) {
                Set<byte[]> pages = Collections.newSetFromMap(new IdentityHashMap<>());
                for (SimCluster cluster : List.of(source, fork, forkOfFork)) {
                    cluster.storage().forEachArray(pages::add);
                }
                assertEquals(SIZE / OBJECT, pages.size());
            }
        }
    }

    @Test
    void itsClientsAreGoneWithoutAWord() {
        try (SimCluster source = SimCluster.builder().client("mine").build()) {
            begin(source);
            Image owner = source.client("mine").openPool("rbd").openImage("child");
            owner.flush();
            Pool pool = source.client("mine").openPool("rbd");
            pool.createImage("plain", SIZE, SMALL_OBJECTS.withFeatures(Features.NONE));
            pool.openImage("plain").locks().lockExclusive("cookie");
            try (SimCluster fork = source.fork()) {
                Pool forked = fork.client("mine").openPool("rbd");
                Image child = forked.openImage("child");
                assertEquals("internal", child.locks().list().orElseThrow().tag(), "until somebody breaks it");
                child.write(0, new byte[1]);
                assertTrue(child.isExclusiveLockOwner());
                assertTrue(owner.isExclusiveLockOwner());
                assertTrue(forked.openImage("plain").locks().list().isPresent());
                assertEquals(4, fork.openHandles().size());
                forked.renameImage("child", "renamed");
                assertEquals(List.of("child", "parent", "plain"), pool.listImages());
            }
            assertTrue(owner.isExclusiveLockOwner());
        }
    }

    /** Anybody may lock under the tag that librbd uses for itself: whose a lock is, only its owner tells. */
    @Test
    void anAdvisoryLockIsKeptWhateverItsTag() {
        try (SimCluster source = SimCluster.create()) {
            begin(source);
            source.connect().openPool("rbd").openImage("parent").locks().lockShared("cookie", "internal");
            try (SimCluster fork = source.fork()) {
                Image forked = fork.connect().openPool("rbd").openImage("parent");
                assertEquals("internal", forked.locks().list().orElseThrow().tag());
            }
        }
    }

    @Test
    void aForkHasTheSourcesSettingsAndCountsForItself() {
        SimCluster source = SimCluster.builder()
                .option("rbd_default_order", "12")
                .trace(3)
                .noSnapTrim(true)
                .build();
        begin(source);
        source.close();
        try (SimCluster fork = source.fork();
                Rados rados = fork.connect();
                Pool pool = rados.openPool("rbd")) {
            assertEquals(1, fork.counters().get(SimCounter.CALLS));
            assertEquals(1, fork.trace().size());
            pool.createImage("image", SIZE);
            try (Image image = pool.openImage("image")) {
                assertEquals(12, image.stat().order());
                image.write(0, new byte[1]);
                image.snapshots().create("s");
                image.write(0, new byte[1]);
                image.snapshots().remove("s");
            }
            assertTrue(fork.objects().stream()
                    .anyMatch(object -> object.name().startsWith("rbd_data.3.")
                            && object.clones().size() == 1));
            assertEquals(3, fork.trace().size());
        }
    }

    @Test
    void aForkIsTakenBetweenTheCallsOfOthers() throws Exception {
        try (SimCluster source = SimCluster.create()) {
            begin(source);
            Image image = source.connect().openPool("rbd").openImage("parent");
            Thread writer = new Thread(() -> {
                for (int value = 1; value <= 100; value++) {
                    image.write(0, filled(value));
                }
            });
            writer.start();
            for (int i = 0; i < 20; i++) {
                try (SimCluster fork = source.fork()) {
                    byte[] read =
                            fork.connect().openPool("rbd").openImage("parent").read(0, SIZE);
                    assertArrayEquals(filled(read[0]), read);
                }
            }
            writer.join();
        }
    }

    @Test
    void whatTheTrimmerWasKeptFromIsPendingInBoth() {
        try (SimCluster source = SimCluster.builder().noSnapTrim(true).build()) {
            begin(source);
            Image parent = source.connect().openPool("rbd").openImage("parent");
            parent.snapshots().create("s");
            parent.write(0, filled(8));
            parent.snapshots().remove("s");
            long pending = source.usage().clones();
            try (SimCluster fork = source.fork()) {
                fork.setNoSnapTrim(false);
                assertEquals(pending, source.usage().clones(), "the fork alone was trimmed");
                List<StoredObject> trimmed = fork.objects();
                source.setNoSnapTrim(false);
                assertEquals(trimmed, source.objects());
            }
        }
    }

    @Test
    void aForkTrimsWhatWasRemovedBeforeAndAfterIt() {
        try (SimCluster source = SimCluster.builder().noSnapTrim(true).build()) {
            begin(source);
            Image parent = source.connect().openPool("rbd").openImage("parent");
            for (String name : List.of("before", "after")) {
                parent.snapshots().create(name);
                parent.write(0, filled(name.length()));
            }
            parent.snapshots().remove("before");
            try (SimCluster fork = source.fork()) {
                Image forked = fork.connect().openPool("rbd").openImage("parent");
                forked.snapshots().remove("after");
                long clones = fork.usage().clones();
                fork.setNoSnapTrim(false);
                long all = SIZE / OBJECT;
                assertEquals(2 * all, clones, "those of base and before are the same, and those of after");
                assertEquals(all, fork.usage().clones(), "those of base");
                assertEquals(2 * all, source.usage().clones());
            }
        }
    }

    /** Whoever had the name of a client that is gone would own what that one left locked. */
    @Test
    void newClientsHaveNamesThatNoneHadBefore() {
        try (SimCluster source = SimCluster.create()) {
            Pool pool = source.connect().openPool("rbd");
            pool.createImage("plain", SIZE, SMALL_OBJECTS.withFeatures(Features.NONE));
            pool.openImage("plain").locks().lockExclusive("cookie");
            String holder = holderOf(pool);
            try (SimCluster fork = source.fork()) {
                Pool forked = fork.connect().openPool("rbd");
                Image image = forked.openImage("plain");
                assertThrows(ImageBusyException.class, () -> image.locks().lockExclusive("cookie"), "another client's");
                assertThrows(ImageNotFoundException.class, () -> image.locks().unlock("cookie"));
                image.locks().breakLock(holder, "cookie");
                image.locks().lockExclusive("cookie");
                assertNotEquals(holder, holderOf(forked));
                assertEquals(holder, holderOf(pool));
            }
        }
    }

    private static String holderOf(Pool pool) {
        try (Image image = pool.openImage("plain")) {
            return image.locks().list().orElseThrow().holders().get(0).client();
        }
    }
}
