package org.rbd4j.sim.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrowsExactly;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.rbd4j.ConfigurationNotFoundException;
import org.rbd4j.InvalidArgumentException;

/** What Ceph refuses is refused, and so is, by name, what would change answers and is not modelled. */
class CephOptionsTest {
    private static Object read(String option, String value) {
        return CephOptions.read(Map.of(option, value)).get(option);
    }

    @ParameterizedTest
    @CsvSource({
        "ms_blackhole_osd, true",
        "objecter_inject_no_watch_ping, true",
        "rbd_auto_exclusive_lock_until_manual_request, false",
        "rbd_blocklist_on_break_lock, 0",
        "rbd_cache, true",
        "rbd_clone_copy_on_read, true",
        "rbd_concurrent_management_ops, 20",
        "rbd_default_clone_format, 2",
        "rbd_default_data_pool, data",
        "rbd_default_format, 1",
        "rbd_default_snapshot_quiesce_mode, skip",
        "rbd_discard_on_zeroed_write_same, false",
        "rbd_journal_pool, journals",
        "rbd_journal_splay_width, 0",
        "rbd_journal_splay_width, 256",
        "rbd_move_parent_to_trash_on_remove, true",
        "rbd_move_to_trash_on_remove, true",
        "rbd_parent_cache_enabled, true",
        "rbd_persistent_cache_mode, ssd",
        "rbd_plugins, pwl_cache",
    })
    void whatIsNotModelledIsRefusedByName(String option, String value) {
        String message = assertThrowsExactly(InvalidArgumentException.class, () -> read(option, value))
                .getMessage();
        assertTrue(message.contains(option) && message.contains("not modelled"), message);
    }

    @ParameterizedTest
    @CsvSource({
        "rbd_blocklist_on_break_lock, 2, true",
        "rbd_cache, 0, false",
        "rbd_concurrent_management_ops, +10, 10",
        "rbd_default_clone_format, auto, auto",
        "rbd_default_data_pool, '', ''",
        "rbd_default_format, 2, 2",
        "rbd_journal_splay_width, 4, 4",
    })
    void whatIsModelledIsTakenHoweverItIsWritten(String option, String text, String value) {
        assertEquals(value, read(option, text).toString());
    }

    @ParameterizedTest
    @CsvSource({
        "osd_pool_default_size, 11",
        "osd_memory_target, 939524095",
        "mon_lease_ack_timeout_factor, 1",
        "rgw_rados_pool_recovery_priority, 5",
        "rados_osd_op_timeout, 9223372036854775807m",
        "osd_objectstore, floppy",
    })
    void whatIsOutsideTheRangeIsRefused(String option, String value) {
        assertThrowsExactly(InvalidArgumentException.class, () -> read(option, value));
    }

    @ParameterizedTest
    @CsvSource({
        "osd_pool_default_size, 10",
        "osd_memory_target, 939524096",
        "compressor_zlib_winsize, -15",
        "mon_osd_laggy_weight, nan",
        "ms_async_op_threads, 24",
        "bluestore_compression_algorithm, ''",
        "objecter_inflight_ops, 16E",
    })
    void whatIsInsideTheRangeIsTaken(String option, String value) {
        read(option, value);
    }

    @Test
    void thereIsNoOtherOption() {
        ConfigurationNotFoundException unknown =
                assertThrowsExactly(ConfigurationNotFoundException.class, () -> read("rbd_casche", "true"));
        assertTrue(unknown.getMessage().contains("rbd_casche"), unknown::toString);
    }

    @Test
    void blanksInANameAreUnderscores() {
        assertEquals(
                Map.of("rbd_cache", "false", "rbd_op_threads", "1"),
                CephOptions.byCephsNames(Map.of(" rbd \t cache\n", "false", "rbd_op_threads", "1")));
    }

    @Test
    void noOptionIsThereTwice() {
        Map<String, String> twice = Map.of("rbd cache", "false", "rbd_cache", "false");
        assertThrowsExactly(InvalidArgumentException.class, () -> CephOptions.byCephsNames(twice));
    }
}
