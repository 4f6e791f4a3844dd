package org.rbd4j.librbd;

import static org.rbd4j.librbd.LibradosFunctions.RADOS_CONF_GET;
import static org.rbd4j.librbd.LibradosFunctions.RADOS_CONF_READ_FILE;
import static org.rbd4j.librbd.LibradosFunctions.RADOS_CONF_SET;

import java.lang.foreign.MemorySegment;
import java.util.Map;
import java.util.TreeMap;
import org.rbd4j.ConfigurationNotFoundException;
import org.rbd4j.Errno;
import org.rbd4j.InvalidArgumentException;
import org.rbd4j.internal.OptionLimit;
import org.rbd4j.internal.Quoted;

/** The configuration of one rados_t: a file, options that win over it, and nothing that would end the process. */
final class Configuration {
    private static final String MOUNT_TIMEOUT = "client_mount_timeout";
    private static final String LIBRADOS_MOUNT_TIMEOUT = "300";
    private static final String OUR_MOUNT_TIMEOUT = "30";

    private static final String MESSENGER = "ms_type";
    private static final String STRIPE_COUNT = "rbd_default_stripe_count";
    private static final String LOG_ENTRIES = "log_max_recent";

    private static final int VALUE_ROOM = 4096;

    private final Handle cluster;
    private final String what;

    Configuration(Handle cluster, String what) {
        this.cluster = cluster;
        this.what = what;
    }

    /**
     * Everything before the connection.
     *
     * @param options as {@link #byCephsNames} gives them
     */
    void prepare(String path, Map<String, String> options) {
        if (!path.isEmpty()) {
            read(path);
        }
        options.forEach(this::set);
        // librados waits five minutes for a monitor, which looks like a hang; whoever chose another time keeps it.
        if (!options.containsKey(MOUNT_TIMEOUT) && get(MOUNT_TIMEOUT).equals(LIBRADOS_MOUNT_TIMEOUT)) {
            set(MOUNT_TIMEOUT, OUR_MOUNT_TIMEOUT);
        }
        if (!get(MESSENGER).startsWith("async")) {
            throw refusal(MESSENGER, "is not one of Ceph's messengers, such as async+posix");
        }
    }

    /** Afterwards, for the monitors can set options too. */
    void check() {
        ImageOptionSet.checkStripeCount(what + ": option " + STRIPE_COUNT, Long.parseUnsignedLong(get(STRIPE_COUNT)));
    }

    /**
     * Writes names as librados knows them, which takes blanks for underscores.
     *
     * @return the values by these names, in the order of the names
     */
    static Map<String, String> byCephsNames(String what, Map<String, String> options) {
        Map<String, String> byName = new TreeMap<>();
        options.forEach((option, value) -> {
            String name = cephsName(option);
            if (byName.put(name, value) != null) {
                throw new InvalidArgumentException(what + ": option " + Quoted.of(name) + " is there twice");
            }
        });
        return byName;
    }

    private static String cephsName(String name) {
        return name.isBlank() ? name : name.replaceAll("^\\s+|\\s+$", "").replaceAll("\\s+", "_");
    }

    private void read(String path) {
        int returned = cluster.call(
                what, (rados, arena) -> (int) RADOS_CONF_READ_FILE.invokeExact(rados, CString.toC(arena, what, path)));
        check(what, "there is no file " + Quoted.of(path), returned);
    }

    private void set(String option, String value) {
        if (option.equals(Deadline.OPTION)) {
            return;
        }
        if (option.equals(LOG_ENTRIES) && !value.strip().matches("[0-9]{1,6}")) {
            throw refusal(LOG_ENTRIES, "is not a number of at most six digits, for which memory is taken at once");
        }
        // The value stays out of the message, for it may be a key.
        String setting = what + ": option " + Quoted.of(option);
        OptionLimit.requireShort(setting, option, value);
        int returned = cluster.call(setting, (rados, arena) -> (int) RADOS_CONF_SET.invokeExact(
                rados, CString.toC(arena, setting, option), CString.toC(arena, setting, value)));
        check(setting, "there is no such option", returned);
        OptionLimit.require(setting, option, () -> get(option));
    }

    /** Takes ENOENT for what it is here: librados' answer to each step before a connection. */
    static void check(String what, String missing, int returned) {
        if (returned == -Errno.ENOENT) {
            throw new ConfigurationNotFoundException(what + ": " + missing);
        }
        ReturnCode.check(what, returned);
    }

    String get(String option) {
        return cluster.call(what, (rados, arena) -> {
            MemorySegment value = arena.allocate(VALUE_ROOM);
            int returned =
                    (int) RADOS_CONF_GET.invokeExact(rados, CString.toC(arena, what, option), value, value.byteSize());
            ReturnCode.check(what, returned);
            return value.getString(0);
        });
    }

    private InvalidArgumentException refusal(String option, String reason) {
        return new InvalidArgumentException(
                what + ": option " + option + " " + reason + "; librados would end the process");
    }
}
