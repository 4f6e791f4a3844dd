package org.rbd4j.internal;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;
import org.rbd4j.InvalidArgumentException;

/**
 * The values of an option of Ceph's at which librados or librbd end the process, or no call returns any more; seen with Ceph 16.2.15, by
 * trying each option that a client reads with values that nobody should give it. Both implementations refuse them.
 *
 * @param option by Ceph's name
 * @param least the smallest value that is let through
 * @param most the largest one
 */
public record OptionLimit(String option, BigDecimal least, BigDecimal most) {
    private static final List<OptionLimit> ALL = List.of(
            // Of so many threads, locks or requests memory is taken at once, or their number is cut to 32 bits.
            of("librados_thread_count", "1", "1024"),
            of("rbd_op_threads", "1", "1024"),
            of("rbd_concurrent_management_ops", "1", "65536"),
            of("objecter_completion_locks_per_session", "1", "65536"),
            of("ms_tcp_prefetch_max_size", "0", "16777216"),
            // A clock that never ticks, or always does.
            of("objecter_tick_interval", "0.001", "86400"),
            of("heartbeat_interval", "0", "86400"),
            of("ms_connection_idle_timeout", "1", "31536000"));

    /** Values of these crash in a regular expression of C++'s if they are long. */
    private static final List<String> NAMES_OF_POOLS = List.of("rbd_default_pool", "rbd_default_data_pool");

    private static final int LONGEST_NAME = 512;

    /** Each value of these does harm, but for the one that they have: they name what is not there, or lose what is sent. */
    private static final Map<String, String> LEFT_ALONE = Map.of(
            "ms_public_type", "",
            "ms_blackhole_osd", "false",
            "ms_blackhole_mon", "false",
            "objecter_debug_inject_relock_delay", "false");

    /** How fast an image may be read or written. */
    private static final Pattern BYTES_A_SECOND = Pattern.compile("rbd_qos_(read_|write_)?bps_limit");

    private static final BigDecimal LEAST_BYTES_A_SECOND = new BigDecimal(65536);

    private static OptionLimit of(String option, String least, String most) {
        return new OptionLimit(option, new BigDecimal(least), new BigDecimal(most));
    }

    /**
     * Refuses a value at which the process ends as soon as librados is told of it.
     *
     * @param call what is asked, and the option
     * @param option by Ceph's name
     * @param given the value
     * @throws InvalidArgumentException if it does
     */
    public static void requireShort(String call, String option, String given) {
        if (NAMES_OF_POOLS.contains(option) && given.length() > LONGEST_NAME) {
            throw new InvalidArgumentException(
                    call + ": it has " + given.length() + " characters, and librbd ends the process at a long one");
        }
    }

    /**
     * Refuses a value that does harm.
     *
     * @param call what is asked, and the option
     * @param option by Ceph's name
     * @param understood asks what Ceph made of it: a number without a unit
     * @throws InvalidArgumentException if it does
     */
    public static void require(String call, String option, Supplier<String> understood) {
        whyNot(option, understood).ifPresent(reason -> {
            throw new InvalidArgumentException(call + ": " + reason);
        });
    }

    private static Optional<String> whyNot(String option, Supplier<String> understood) {
        if (LEFT_ALONE.containsKey(option) && !LEFT_ALONE.get(option).equals(understood.get())) {
            return Optional.of("librbd ends the process or never returns at any value but its own");
        }
        if (BYTES_A_SECOND.matcher(option).matches()
                && !understood.get().equals("0")
                && !atLeast(LEAST_BYTES_A_SECOND, understood.get())) {
            return Optional.of("it is neither 0 nor at least " + LEAST_BYTES_A_SECOND
                    + " bytes a second, and slower calls never return");
        }
        return ALL.stream()
                .filter(limit -> limit.option.equals(option) && !limit.isWithin(understood.get()))
                .findFirst()
                .map(limit -> "it is not within " + limit.least + ".." + limit.most
                        + ", outside of which librbd ends the process or never returns");
    }

    private static boolean atLeast(BigDecimal least, String number) {
        return new BigDecimal(number).compareTo(least) >= 0;
    }

    private boolean isWithin(String value) {
        try {
            BigDecimal number = new BigDecimal(value);
            return number.compareTo(least) >= 0 && number.compareTo(most) <= 0;
        } catch (NumberFormatException nan) {
            return false;
        }
    }
}
