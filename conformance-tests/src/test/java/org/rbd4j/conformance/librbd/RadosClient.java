package org.rbd4j.conformance.librbd;

import com.sun.jna.Library;
import com.sun.jna.Native;
import com.sun.jna.NativeLong;
import com.sun.jna.Pointer;
import com.sun.jna.ptr.NativeLongByReference;
import com.sun.jna.ptr.PointerByReference;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** A client of the cluster below librbd: it sees the objects of a pool, and may tell the monitor what to do. */
final class RadosClient implements AutoCloseable {
    private static final Librados LIBRADOS = Native.load("rados", Librados.class);

    private static final Set<String> WITH_ENTRIES = Set.of("rbd_directory", "rbd_trash");

    private final Pointer cluster;

    RadosClient(Path conf) {
        PointerByReference created = new PointerByReference();
        check("create", LIBRADOS.rados_create(created, "admin"));
        cluster = created.getValue();
        check("read " + conf, LIBRADOS.rados_conf_read_file(cluster, conf.toString()));
        check("connect", LIBRADOS.rados_connect(cluster));
    }

    /** The names of the objects in a pool, as {@code rados ls} tells them. */
    List<String> objects(String pool) {
        return in(pool, context -> {
            PointerByReference begun = new PointerByReference();
            check("list pool " + pool, LIBRADOS.rados_nobjects_list_open(context, begun));
            try {
                List<String> names = new ArrayList<>();
                PointerByReference name = new PointerByReference();
                while (LIBRADOS.rados_nobjects_list_next(begun.getValue(), name, null, null) == 0) {
                    names.add(name.getValue().getString(0, StandardCharsets.UTF_8.name()));
                }
                return names;
            } finally {
                LIBRADOS.rados_nobjects_list_close(begun.getValue());
            }
        });
    }

    /**
     * Empties a pool, whatever state its images are in. What a pool keeps that has had images stays: its mark that it was
     * validated, and its directory and its trash without entries.
     */
    void empty(String pool) {
        List<String> objects = objects(pool);
        in(pool, context -> {
            for (String object : objects) {
                if (WITH_ENTRIES.contains(object)) {
                    Pointer clearing = LIBRADOS.rados_create_write_op();
                    LIBRADOS.rados_write_op_omap_clear(clearing);
                    check("clear " + object, LIBRADOS.rados_write_op_operate(clearing, context, object, null, 0));
                    LIBRADOS.rados_release_write_op(clearing);
                } else if (!object.equals("rbd_info")) {
                    // One that is gone already was listed for its clones.
                    LIBRADOS.rados_remove(context, object);
                }
            }
            return objects;
        });
    }

    private <R> R in(String pool, Function<Pointer, R> use) {
        PointerByReference opened = new PointerByReference();
        check("open pool " + pool, LIBRADOS.rados_ioctx_create(cluster, pool, opened));
        try {
            return use.apply(opened.getValue());
        } finally {
            LIBRADOS.rados_ioctx_destroy(opened.getValue());
        }
    }

    /** Gives the monitor a command in JSON, and returns what it answers. */
    String command(String json) {
        PointerByReference answer = new PointerByReference();
        NativeLongByReference length = new NativeLongByReference();
        PointerByReference status = new PointerByReference();
        NativeLongByReference statusLength = new NativeLongByReference();
        int result = LIBRADOS.rados_mon_command(
                cluster,
                new String[] {json},
                new NativeLong(1),
                "",
                new NativeLong(0),
                answer,
                length,
                status,
                statusLength);
        String told = take(status, statusLength);
        if (result < 0) {
            throw new IllegalStateException(json + " ended with " + result + ": " + told);
        }
        return take(answer, length);
    }

    private static String take(PointerByReference buffer, NativeLongByReference length) {
        int bytes = length.getValue().intValue();
        if (buffer.getValue() == null) {
            return "";
        }
        String text = new String(buffer.getValue().getByteArray(0, bytes), StandardCharsets.UTF_8);
        LIBRADOS.rados_buffer_free(buffer.getValue());
        return text;
    }

    @Override
    public void close() {
        LIBRADOS.rados_shutdown(cluster);
    }

    private static void check(String what, int result) {
        if (result < 0) {
            throw new IllegalStateException("librados cannot " + what + ": " + result);
        }
    }

    /** The functions of librados by their own names. */
    interface Librados extends Library {
        int rados_create(PointerByReference cluster, String id);

        int rados_conf_read_file(Pointer cluster, String path);

        int rados_connect(Pointer cluster);

        void rados_shutdown(Pointer cluster);

        int rados_ioctx_create(Pointer cluster, String pool, PointerByReference context);

        void rados_ioctx_destroy(Pointer context);

        int rados_nobjects_list_open(Pointer context, PointerByReference list);

        int rados_nobjects_list_next(
                Pointer list, PointerByReference name, PointerByReference locator, PointerByReference namespace);

        void rados_nobjects_list_close(Pointer list);

        int rados_mon_command(
                Pointer cluster,
                String[] commands,
                NativeLong count,
                String input,
                NativeLong inputLength,
                PointerByReference output,
                NativeLongByReference outputLength,
                PointerByReference status,
                NativeLongByReference statusLength);

        void rados_buffer_free(Pointer buffer);

        int rados_remove(Pointer context, String object);

        Pointer rados_create_write_op();

        void rados_release_write_op(Pointer operation);

        void rados_write_op_omap_clear(Pointer operation);

        int rados_write_op_operate(Pointer operation, Pointer context, String object, Pointer time, int flags);
    }
}
