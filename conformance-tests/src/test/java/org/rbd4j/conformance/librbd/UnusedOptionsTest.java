package org.rbd4j.conformance.librbd;

import java.util.HashMap;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.rbd4j.Rados;
import org.rbd4j.conformance.ConformanceTarget;
import org.rbd4j.conformance.lockstep.Lockstep;
import org.rbd4j.conformance.lockstep.Programs;
import org.rbd4j.conformance.sim.SimTarget;

/** The options of librbd's that the simulator takes and has no use for change no answer of librbd's. */
@OnLibrbd
class UnusedOptionsTest {
    private static final int LEAST_OPERATIONS = 600;
    private static final long FIRST_PROGRAM = 1;

    /** A target whose clients have options more. */
    private record WithOptions(ConformanceTarget target, Map<String, String> more) implements ConformanceTarget {
        @Override
        public Rados connect(Map<String, String> options) {
            Map<String, String> all = new HashMap<>(more);
            all.putAll(options);
            return target.connect(all);
        }

        @Override
        public void setNoSnapTrim(boolean held) {
            target.setNoSnapTrim(held);
        }

        @Override
        public void awaitSnapTrim() {
            target.awaitSnapTrim();
        }

        /** Without the options: one who finds a difference adds them one by one. */
        @Override
        public String toJava() {
            return target.toJava();
        }
    }

    static Stream<Map<String, String>> options() {
        return Stream.of(
                Map.ofEntries(
                        Map.entry("rbd_atime_update_interval", "0"),
                        Map.entry("rbd_mtime_update_interval", "0"),
                        Map.entry("rbd_balance_parent_reads", "true"),
                        Map.entry("rbd_balance_snap_reads", "true"),
                        Map.entry("rbd_cache_policy", "writeback"),
                        Map.entry("rbd_cache_writethrough_until_flush", "false"),
                        Map.entry("rbd_cache_size", "1M"),
                        Map.entry("rbd_cache_max_dirty", "0"),
                        Map.entry("rbd_compression_hint", "compressible"),
                        Map.entry("rbd_disable_zero_copy_writes", "false"),
                        Map.entry("rbd_enable_alloc_hint", "false"),
                        Map.entry("rbd_invalidate_object_map_on_timeout", "false"),
                        Map.entry("rbd_io_scheduler", "simple"),
                        Map.entry("rbd_journal_order", "16"),
                        Map.entry("rbd_journal_splay_width", "1"),
                        Map.entry("rbd_journal_object_writethrough_until_flush", "false"),
                        Map.entry("rbd_non_blocking_aio", "false"),
                        Map.entry("rbd_op_threads", "4"),
                        Map.entry("rbd_sparse_read_threshold_bytes", "1"),
                        Map.entry("rbd_validate_names", "false"),
                        Map.entry("rbd_validate_pool", "false")),
                Map.ofEntries(
                        Map.entry("rbd_atime_update_interval", "1"),
                        Map.entry("rbd_mtime_update_interval", "1"),
                        Map.entry("rbd_blocklist_expire_seconds", "600"),
                        Map.entry("rbd_compression_hint", "incompressible"),
                        Map.entry("rbd_default_map_options", "noshare"),
                        Map.entry("rbd_default_pool", "nowhere"),
                        Map.entry("rbd_journal_splay_width", "255"),
                        Map.entry("rbd_localize_parent_reads", "true"),
                        Map.entry("rbd_localize_snap_reads", "true"),
                        Map.entry("rbd_mirroring_max_mirroring_snapshots", "3"),
                        Map.entry("rbd_mirroring_delete_delay", "10"),
                        Map.entry("rbd_mirroring_replay_delay", "10"),
                        Map.entry("rbd_qos_iops_limit", "100000"),
                        Map.entry("rbd_quiesce_notification_attempts", "1"),
                        Map.entry("rbd_read_from_replica_policy", "balance"),
                        Map.entry("rbd_readahead_max_bytes", "0"),
                        Map.entry("rbd_request_timed_out_seconds", "20"),
                        Map.entry("rbd_sparse_read_threshold_bytes", "1G"),
                        Map.entry("objecter_inflight_ops", "8"),
                        Map.entry("librados_thread_count", "4"),
                        Map.entry("rados_osd_op_timeout", "55s")));
    }

    @ParameterizedTest
    @MethodSource("options")
    void changeNoAnswer(Map<String, String> options) {
        Lockstep lockstep =
                new Lockstep(new WithOptions(RealCluster.get(), options), new WithOptions(new SimTarget(), options));
        for (long seed = FIRST_PROGRAM; lockstep.compared() < LEAST_OPERATIONS; seed++) {
            lockstep.compare(Programs.ofSeed(seed));
        }
    }
}
