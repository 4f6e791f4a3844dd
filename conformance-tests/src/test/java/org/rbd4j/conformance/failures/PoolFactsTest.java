package org.rbd4j.conformance.failures;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.rbd4j.Image;
import org.rbd4j.Pool;
import org.rbd4j.Rados;

class PoolFactsTest {
    private static final List<String> OBJECTS = List.of(
            "rbd_directory",
            "rbd_id.parent",
            "rbd_header.10ab",
            "rbd_header.20cd",
            "rbd_object_map.10ab",
            "rbd_object_map.10ab.0000000000000004");

    private final Rados rados = Rados.connect("sim:" + UUID.randomUUID());
    private final Pool pool = open();

    private Pool open() {
        rados.createPool("pool");
        return rados.openPool("pool");
    }

    @AfterEach
    void close() {
        rados.close();
    }

    @Test
    void anImageWithAChildAndTheObjectsByKind() {
        Images.parent(pool, true);
        Images.cloneParent(pool, Images.PLAIN, 1);
        assertEquals(
                List.of(
                        "clone listed",
                        "parent listed",
                        "clone opens",
                        "clone 16 MiB",
                        "clone bytes pcp.",
                        "clone [layering]",
                        "clone parent parent@s, overlap 16 MiB",
                        "parent opens",
                        "parent 16 MiB",
                        "parent bytes p.p.",
                        "parent [layering,exclusive-lock,object-map,fast-diff,deep-flatten]",
                        "parent@s protected",
                        "parent@s 16 MiB",
                        "parent@s bytes p.p.",
                        "parent@s child clone",
                        "rbd_header x2",
                        "rbd_id.parent",
                        "rbd_object_map",
                        "rbd_object_map of a snapshot"),
                PoolFacts.of(pool, OBJECTS).sentences());
    }

    @Test
    void aNameThatLeadsNowhereAndLocks() {
        Images.create(pool, Images.ALL);
        try (Image image = pool.openImage(Images.IMAGE)) {
            image.write(0, new byte[] {'w'});
            assertEquals(
                    List.of(
                            "image listed",
                            "image opens",
                            "image 16 MiB",
                            "image bytes w...",
                            "image [layering,exclusive-lock,object-map,fast-diff,deep-flatten]",
                            "image managed lock held",
                            "nowhere does not open: ENOENT",
                            "rbd_id.nowhere"),
                    PoolFacts.of(pool, List.of("rbd_id.nowhere")).sentences());
        }
    }

    @Test
    void whatIsDifferentIsToldFromTheNearerSide() {
        PoolFacts before = new PoolFacts(List.of("a", "b", "c"));
        PoolFacts done = new PoolFacts(List.of("d", "e", "f"));
        assertEquals("as before", before.comparedWith(before, done));
        assertEquals("as before", before.comparedWith(before, before));
        assertEquals("done", done.comparedWith(before, done));
        assertEquals("as before; +x; -c", new PoolFacts(List.of("a", "b", "x")).comparedWith(before, done));
        assertEquals("done; +x", new PoolFacts(List.of("d", "e", "f", "x")).comparedWith(before, done));
    }
}
