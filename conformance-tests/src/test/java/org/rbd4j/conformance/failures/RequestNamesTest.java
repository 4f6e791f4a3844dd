package org.rbd4j.conformance.failures;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

class RequestNamesTest {
    private final RequestNames names = new RequestNames();

    @Test
    void imagesAreNumberedAsTheyAreMet() {
        assertEquals(
                "rbd_header.1 rbd.get_size,rbd.get_features",
                next("rbd_header.10ab", "rbd.get_size", "rbd.get_features"));
        assertEquals("rbd_header.2 watch", next("rbd_header.20cd", "watch"));
        assertEquals("rbd_object_map.1 lock.lock", next("rbd_object_map.10ab", "lock.lock"));
    }

    @Test
    void objectsOfDataAndMapsOfSnapshotsKeepWhatTheyAre() {
        assertEquals("rbd_data.1.31 write", next("rbd_data.10ab.000000000000001f", "write"));
        assertEquals("rbd_object_map.1.snapshot delete", next("rbd_object_map.10ab.0000000000000004", "delete"));
        assertEquals("rbd_id.image stat", next("rbd_id.image", "stat"));
    }

    @Test
    void theSameRequestIsCounted() {
        next("rbd_directory", "rbd.dir_get_name");
        assertEquals("rbd_directory rbd.dir_get_name #2", next("rbd_directory", "rbd.dir_get_name"));
        assertEquals("rbd_directory rbd.dir_get_id", next("rbd_directory", "rbd.dir_get_id"));
        assertEquals("rbd_directory rbd.dir_get_name #3", next("rbd_directory", "rbd.dir_get_name"));
    }

    private String next(String object, String... operations) {
        return names.next(object, List.of(operations));
    }
}
