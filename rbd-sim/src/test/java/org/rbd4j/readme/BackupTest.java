package org.rbd4j.readme;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import org.junit.jupiter.api.Test;
import org.rbd4j.Image;
import org.rbd4j.Pool;
import org.rbd4j.Rados;

class BackupTest {
    @Test
    void aSnapshotOutlivesALaterWrite() {
        try (Rados rados = Rados.connect("sim:backup-test");
                Pool pool = rados.openPool("rbd")) {
            pool.createImage("vm-1", 4L << 30);
            try (Image image = pool.openImage("vm-1")) {
                image.write(0, "before".getBytes(UTF_8));
                image.snapshots().create("backup");
                image.write(0, "after!".getBytes(UTF_8));
                image.selectSnapshot("backup");
                assertArrayEquals("before".getBytes(UTF_8), image.read(0, 6));
            }
        }
    }
}
