package org.rbd4j.sim;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rbd4j.DiffExtent;
import org.rbd4j.DiffRange;
import org.rbd4j.Image;
import org.rbd4j.OpenOptions;
import org.rbd4j.Pool;
import org.rbd4j.sim.rados.DataRequest;
import org.rbd4j.sim.rados.IoContext;
import org.rbd4j.sim.rados.MetadataRequest;
import org.rbd4j.sim.rados.RadosRequest;
import org.rbd4j.sim.rados.RequestPath;

/** However long a diff looks for what changed, whoever reads another image does not wait for it. */
class DiffBesideReadersTest {
    private static final int SIZE = 8192;
    private static final int SECONDS = 30;

    private final SimCluster cluster =
            SimCluster.builder().layer(ReadingBeside::new).build();
    private final Pool pool = cluster.connect().openPool("rbd");
    private final Pool others = cluster.connect().openPool("rbd");
    private final Image read = newImage("read");
    private final List<byte[]> found = new ArrayList<>();
    private boolean isDiffUnderWay;

    /** While objects, or what a map says of them, are looked for or at, another thread reads the other image to the end. */
    private final class ReadingBeside implements RequestPath {
        private final RequestPath next;

        ReadingBeside(RequestPath next) {
            this.next = next;
        }

        @Override
        public <R> R send(IoContext from, RadosRequest<R> request) {
            boolean looks = request instanceof DataRequest.ListSnaps
                    || request instanceof DataRequest.StoredNumbers
                    || (request instanceof MetadataRequest.Read<?> read
                            && read.name().content().equals("object map"));
            if (looks && isDiffUnderWay) {
                isDiffUnderWay = false;
                found.add(readBeside());
            }
            return next.send(from, request);
        }
    }

    private byte[] readBeside() {
        FutureTask<byte[]> task = new FutureTask<>(() -> read.read(0, 1));
        Thread reader = new Thread(task);
        reader.setDaemon(true);
        reader.start();
        try {
            return task.get(SECONDS, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new AssertionError("the read waits for the diff", e);
        }
    }

    private Image newImage(String name) {
        pool.createImage(name, SIZE);
        Image image = pool.openImage(name);
        image.write(0, new byte[] {1});
        return image;
    }

    @AfterEach
    void close() {
        cluster.close();
    }

    @ParameterizedTest
    @CsvSource({"false, false", "true, false", "false, true", "true, true"})
    void aReaderOfAnotherImageWaitsForNoDiff(boolean byObject, boolean isStale) {
        newImage("image").close();
        // One that may write becomes the lock's owner first, and then has the map in memory: there is nothing to look
        // at.
        Image image =
                byObject ? pool.openImage("image", OpenOptions.defaults().withReadOnly()) : pool.openImage("image");
        image.size();
        if (isStale) {
            others.openImage("image").snapshots().create("s");
        }
        List<DiffExtent> extents = new ArrayList<>();
        isDiffUnderWay = true;
        image.diff(DiffRange.sinceBeginning().withWholeObject(byObject), extents::add);
        assertEquals(1, extents.size(), extents::toString);
        assertArrayEquals(new byte[] {1}, found.get(0));
    }
}
