package org.rbd4j.sim.librbd;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rbd4j.Errno;
import org.rbd4j.sim.rados.ErrnoFailure;

/** Of how many snapshots librbd can read what it must know; bin/limits tries it on both. */
class HeaderObjectTest {
    @Test
    void oneRequestHasRoomForSoManySnapshots() {
        assertDoesNotThrow(() -> HeaderObject.requireReadable(16_383));
    }

    @ParameterizedTest
    @CsvSource({"16384, 22", "16385, 74", "20000, 74", "32768, 22"})
    void itHasNoneForMore(int snapshots, int errno) {
        ErrnoFailure failure = assertThrows(ErrnoFailure.class, () -> HeaderObject.requireReadable(snapshots));
        assertEquals(Errno.name(errno), Errno.name(failure.errno()));
    }
}
