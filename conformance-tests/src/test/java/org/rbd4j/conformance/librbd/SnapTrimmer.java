package org.rbd4j.conformance.librbd;

import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;

/**
 * The trimmer of removed snapshots on a cluster with one OSD, seen through the OSD's admin socket.
 *
 * <p>A removal is a change of the OSD map. A placement group that has taken in the map has the snapshot in its
 * {@code snap_trimq}, and takes it out when the last object was trimmed.
 */
final class SnapTrimmer {
    private static final long LIMIT = TimeUnit.SECONDS.toNanos(60);
    private static final String NOTHING_TO_TRIM = "\"snap_trimq\":\"[]\"";

    /** A group that is not active was never written, or its pool was deleted. */
    private static final String ACTIVE = "\"state\":\"active";

    private static final Pattern EPOCH = Pattern.compile("\"(?:map_)?epoch\":(\\d+)");
    private static final Pattern GROUPS = Pattern.compile("\"osd_pool_default_pg_num\":\"(\\d+)\"");
    private static final Pattern NUMBER = Pattern.compile("(\\d+)");

    private final AdminSocket osd;
    private final int groupsOfAPool;

    SnapTrimmer(AdminSocket osd) {
        this.osd = osd;
        groupsOfAPool =
                Math.toIntExact(numberIn(ask("\"prefix\":\"config get\",\"var\":\"osd_pool_default_pg_num\""), GROUPS));
    }

    /** Waits until every snapshot is trimmed whose removal was answered before this call. */
    void awaitDone() {
        await(state -> state.contains(NOTHING_TO_TRIM));
    }

    /** Waits until every placement group has taken in the newest OSD map. */
    void awaitMap() {
        await(state -> true);
    }

    private void await(Predicate<String> settled) {
        long began = System.nanoTime();
        ask("\"prefix\":\"get_latest_osdmap\"");
        // The map which that waited for: the OSD itself, which the command status asks, may still be taking it in.
        long epoch = numberIn(ask("\"prefix\":\"perf dump\",\"logger\":\"objecter\",\"counter\":\"map_epoch\""), EPOCH);
        Matcher pools = NUMBER.matcher(ask("\"prefix\":\"get_mapped_pools\""));
        while (pools.find()) {
            String pool = pools.group();
            IntStream.range(0, groupsOfAPool)
                    .forEach(group -> await(pool + "." + Integer.toHexString(group), epoch, settled, began));
        }
    }

    private void await(String group, long epoch, Predicate<String> settled, long began) {
        String state = stateOf(group);
        while (state.contains(ACTIVE) && (numberIn(state, EPOCH) < epoch || !settled.test(state))) {
            if (System.nanoTime() - began > LIMIT) {
                throw new IllegalStateException(
                        "placement group " + group + " has not settled as of OSD map " + epoch + ": " + state);
            }
            Thread.onSpinWait();
            state = stateOf(group);
        }
    }

    private String stateOf(String group) {
        return ask("\"prefix\":\"query\",\"pgid\":\"" + group + '"');
    }

    private String ask(String command) {
        return osd.ask('{' + command + ",\"format\":\"json\"}");
    }

    private static long numberIn(String answer, Pattern pattern) {
        Matcher matcher = pattern.matcher(answer);
        if (!matcher.find()) {
            throw new IllegalStateException("no " + pattern + " in the OSD's answer " + answer);
        }
        return Long.parseLong(matcher.group(1));
    }
}
