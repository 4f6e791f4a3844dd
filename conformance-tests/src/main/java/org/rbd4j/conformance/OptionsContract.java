package org.rbd4j.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrowsExactly;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.rbd4j.ArgumentOutOfRangeException;
import org.rbd4j.ConfigurationNotFoundException;
import org.rbd4j.Errno;
import org.rbd4j.Features;
import org.rbd4j.Image;
import org.rbd4j.InvalidArgumentException;
import org.rbd4j.Pool;
import org.rbd4j.RbdException;

/** A client's options have Ceph's names, and values that are read and checked as Ceph does. */
public abstract class OptionsContract extends Contract {
    /** Used by the subclasses alone. */
    protected OptionsContract() {}

    @ParameterizedTest
    @ValueSource(
            strings = {
                "rbd_no_such_option",
                "rbd-cache",
                "RBD_CACHE",
                "rbd__cache",
                "rbd _cache",
                "rbd\u00a0cache",
                "name",
                "debug_nonsense",
                " ",
            })
    void anOptionThatDoesNotExist(String option) {
        assertThrowsExactly(ConfigurationNotFoundException.class, () -> newClient(Map.of(option, "1")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "rbd_cache\0", "\0"})
    void noOptionHasSuchAName(String option) {
        assertThrowsExactly(InvalidArgumentException.class, () -> newClient(Map.of(option, "1")));
    }

    @Test
    void anOptionIsThereOnce() {
        Map<String, String> twice = Map.of("rbd_default_order", "12", "rbd default order", "12");
        assertThrowsExactly(InvalidArgumentException.class, () -> newClient(twice));
    }

    @ParameterizedTest
    @ValueSource(strings = {"rbd default order", "rbd\tdefault  order", " rbd_default_order\n", "rbd default_order"})
    void blanksInANameAreUnderscores(String option) {
        assertEquals(13, orderOfANewImage(Map.of(option, "13")));
    }

    /** As a configuration has them that was written for a cluster and all its daemons. */
    @ParameterizedTest
    @CsvSource({
        "objecter_inflight_ops, 4096",
        "rados_osd_op_timeout, 1 hour 30m",
        "rbd_cache_size, 64M",
        "rbd_cache_max_dirty_age, 1.5",
        "rbd_op_threads, 1",
        "mon_allow_pool_delete, true",
        "osd_pool_default_size, 3",
        "osd_memory_target, 4Gi",
        "rgw_frontends, beast port=7480",
        "public_addr, 127.0.0.1",
        "osd_uuid, 20a9bfed-32e7-498a-b51b-d32b399b09e6",
        "debug_rbd, 0/5",
        "host, here",
    })
    void anyOtherOptionOfCephsIsTaken(String option, String value) {
        assertEquals(client().fsid(), newClient(Map.of(option, value)).fsid());
    }

    @ParameterizedTest
    @CsvSource({
        "rbd_cache, maybe",
        "rbd_cache, yes",
        "rbd_cache, ''",
        "rbd_cache, '1 '",
        "rbd_cache, 2147483648",
        "rbd_discard_granularity_bytes, 0",
        "rbd_discard_granularity_bytes, 2048",
        "rbd_discard_granularity_bytes, 5000",
        "rbd_discard_granularity_bytes, 67108864",
        "rbd_discard_granularity_bytes, 4K",
        "rbd_default_features, 'layering,no-such-feature'",
        "rbd_default_features, 'LAYERING'",
        "rbd_default_features, 'layering,'",
        "rbd_default_features, 99999999",
        "rbd_default_features, 256",
        "rbd_default_order, -1",
        "rbd_default_order, 22k",
        "rbd_default_order, '22 '",
        "rbd_default_stripe_unit, 4MiB",
        "rbd_default_stripe_unit, 4 M",
        "rbd_default_stripe_unit, -4K",
        "rbd_default_stripe_count, 4294967296",
        "ms_public_type, x",
        "ms_public_type, async+posix",
        "ms_blackhole_osd, true",
        "ms_connection_idle_timeout, 9223372036854775807",
        "ms_tcp_prefetch_max_size, 2147483648",
        "heartbeat_interval, -1",
        "librados_thread_count, 2147483648",
        "objecter_completion_locks_per_session, 0",
        "objecter_completion_locks_per_session, 4294967296",
        "objecter_debug_inject_relock_delay, true",
        "objecter_tick_interval, 0",
        "objecter_tick_interval, nan",
        "rbd_concurrent_management_ops, 4294967296",
        "rbd_op_threads, 2147483647",
        "rbd_qos_bps_limit, 1",
        "rbd_qos_read_bps_limit, 4K",
        "rbd_cache_policy, none",
        "rbd_cache_max_dirty_age, '1,5'",
        "rbd_cache_max_dirty_age, 1e400",
        "rados_osd_op_timeout, -1",
        "rados_osd_op_timeout, 1 fortnight",
        "osd_pool_default_size, 11",
        "public_addr, nowhere",
        "osd_uuid, x",
        "debug_rbd, loud",
        "immutable_object_cache_qos_schedule_tick_min, 50",
    })
    void aValueThatAnOptionRefuses(String option, String value) {
        assertThrowsExactly(InvalidArgumentException.class, () -> newClient(Map.of(option, value)));
    }

    @Test
    void noValueHoldsANul() {
        assertThrowsExactly(InvalidArgumentException.class, () -> newClient(Map.of("keyring", "/a\0b")));
    }

    @Test
    void theLevelOfALogHasARange() {
        RbdException refused = assertThrowsExactly(RbdException.class, () -> newClient(Map.of("debug_rbd", "0/100")));
        assertEquals(Errno.ERANGE, refused.errno());
    }

    @ParameterizedTest
    @CsvSource({
        "rbd_cache, FALSE",
        "rbd_cache, 0",
        "rbd_cache, ' -0'",
        "rbd_discard_granularity_bytes, 4096",
        "rbd_discard_granularity_bytes, +8192",
        "rbd_default_features, 5",
        "rbd_default_features, ' 0061 '",
        "rbd_default_features, ''",
        "rbd_default_features, 'layering,exclusive-lock'",
        "rbd_default_order, 12",
        "client_mount_timeout, 5",
        "client_mount_timeout, 5 s",
    })
    void aValueThatAnOptionTakes(String option, String value) {
        assertEquals(client().fsid(), newClient(Map.of(option, value)).fsid());
    }

    /** Of the order librbd keeps eight bits. */
    @ParameterizedTest
    @CsvSource({"13, 13", "+13, 13", "268, 12", "4294967308, 12"})
    void theOrderOfANewImage(String value, int order) {
        assertEquals(order, orderOfANewImage(Map.of("rbd_default_order", value)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "11", "26", "256", "1K"})
    void noImageHasSuchAnOrder(String value) {
        Map<String, String> options = Map.of("rbd_default_order", value);
        assertThrowsExactly(ArgumentOutOfRangeException.class, () -> orderOfANewImage(options));
    }

    private int orderOfANewImage(Map<String, String> options) {
        return newImageWith(options).stat().order();
    }

    private Image newImageWith(Map<String, String> options) {
        Pool pool = poolOf(newClient(options));
        String name = freshName();
        pool.createImage(name, 1 << 20);
        return pool.openImage(name);
    }

    @ParameterizedTest
    @CsvSource({"4096, 4096", "4K, 4096", "8KB, 8192", "8Ki, 8192", "64Kx, 65536", "4096B, 4096"})
    void theStripeUnitOfANewImageHasUnits(String value, long unit) {
        Image image = newImageWith(Map.of("rbd_default_stripe_unit", value, "rbd_default_stripe_count", "2"));
        assertEquals(unit, image.stripeUnit());
        assertEquals(2, image.stripeCount());
    }

    @ParameterizedTest
    @ValueSource(strings = {"1000", "8M", "1E", "16777215T"})
    void noImageHasSuchAStripeUnit(String value) {
        Map<String, String> options = Map.of("rbd_default_stripe_unit", value, "rbd_default_stripe_count", "2");
        assertThrowsExactly(InvalidArgumentException.class, () -> newImageWith(options));
    }

    /** A feature that is named twice is added twice, and what the cluster does not know is dropped. */
    @ParameterizedTest
    @CsvSource({
        "'', 61",
        "0, 0",
        "'layering,exclusive-lock', 5",
        "' layering\t, deep-flatten ', 33",
        "'layering,layering', 0",
        "'layering,exclusive-lock,layering,layering', 5",
        "operations, 0",
        "'dirty-cache,dirty-cache', 0",
        "-18446744073709551611, 5",
    })
    void theFeaturesOfANewImage(String value, long features) {
        assertEquals(
                new Features(features),
                newImageWith(Map.of("rbd_default_features", value)).features());
    }
}
