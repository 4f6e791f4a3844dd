package org.rbd4j.librbd;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.invoke.MethodHandle;

/** Each function of librbd.h that the binding calls is one line here: name, result, arguments. */
final class LibrbdFunctions {
    static final NativeLibrary LIBRBD = NativeLibrary.open("librbd.so.1");

    static final MethodHandle RBD_VERSION = LIBRBD.procedure("rbd_version", ADDRESS, ADDRESS, ADDRESS);

    static final MethodHandle RBD_IMAGE_OPTIONS_CREATE = LIBRBD.procedure("rbd_image_options_create", ADDRESS);
    static final MethodHandle RBD_IMAGE_OPTIONS_SET_UINT64 =
            LIBRBD.function("rbd_image_options_set_uint64", JAVA_INT, ADDRESS, JAVA_INT, JAVA_LONG);
    static final MethodHandle RBD_IMAGE_OPTIONS_DESTROY = LIBRBD.procedure("rbd_image_options_destroy", ADDRESS);

    static final MethodHandle RBD_CREATE4 =
            LIBRBD.function("rbd_create4", JAVA_INT, ADDRESS, ADDRESS, JAVA_LONG, ADDRESS);
    static final MethodHandle RBD_CLONE3 =
            LIBRBD.function("rbd_clone3", JAVA_INT, ADDRESS, ADDRESS, ADDRESS, ADDRESS, ADDRESS, ADDRESS);
    static final MethodHandle RBD_LIST2 = LIBRBD.function("rbd_list2", JAVA_INT, ADDRESS, ADDRESS, ADDRESS);
    static final MethodHandle RBD_IMAGE_SPEC_LIST_CLEANUP =
            LIBRBD.procedure("rbd_image_spec_list_cleanup", ADDRESS, JAVA_LONG);
    static final MethodHandle RBD_REMOVE = LIBRBD.function("rbd_remove", JAVA_INT, ADDRESS, ADDRESS);
    static final MethodHandle RBD_REMOVE_WITH_PROGRESS =
            LIBRBD.function("rbd_remove_with_progress", JAVA_INT, ADDRESS, ADDRESS, ADDRESS, ADDRESS);
    static final MethodHandle RBD_RENAME = LIBRBD.function("rbd_rename", JAVA_INT, ADDRESS, ADDRESS, ADDRESS);

    static final MethodHandle RBD_OPEN = LIBRBD.function("rbd_open", JAVA_INT, ADDRESS, ADDRESS, ADDRESS, ADDRESS);
    static final MethodHandle RBD_OPEN_READ_ONLY =
            LIBRBD.function("rbd_open_read_only", JAVA_INT, ADDRESS, ADDRESS, ADDRESS, ADDRESS);
    static final MethodHandle RBD_CLOSE = LIBRBD.function("rbd_close", JAVA_INT, ADDRESS);

    static final MethodHandle RBD_READ2 =
            LIBRBD.function("rbd_read2", JAVA_LONG, ADDRESS, JAVA_LONG, JAVA_LONG, ADDRESS, JAVA_INT);
    static final MethodHandle RBD_WRITE2 =
            LIBRBD.function("rbd_write2", JAVA_LONG, ADDRESS, JAVA_LONG, JAVA_LONG, ADDRESS, JAVA_INT);
    static final MethodHandle RBD_DISCARD = LIBRBD.function("rbd_discard", JAVA_INT, ADDRESS, JAVA_LONG, JAVA_LONG);
    static final MethodHandle RBD_FLUSH = LIBRBD.function("rbd_flush", JAVA_INT, ADDRESS);
    static final MethodHandle RBD_INVALIDATE_CACHE = LIBRBD.function("rbd_invalidate_cache", JAVA_INT, ADDRESS);
    static final MethodHandle RBD_AIO_CREATE_COMPLETION =
            LIBRBD.function("rbd_aio_create_completion", JAVA_INT, ADDRESS, ADDRESS, ADDRESS);
    static final MethodHandle RBD_AIO_READ2 =
            LIBRBD.function("rbd_aio_read2", JAVA_INT, ADDRESS, JAVA_LONG, JAVA_LONG, ADDRESS, ADDRESS, JAVA_INT);
    static final MethodHandle RBD_AIO_WRITE2 =
            LIBRBD.function("rbd_aio_write2", JAVA_INT, ADDRESS, JAVA_LONG, JAVA_LONG, ADDRESS, ADDRESS, JAVA_INT);
    static final MethodHandle RBD_AIO_DISCARD =
            LIBRBD.function("rbd_aio_discard", JAVA_INT, ADDRESS, JAVA_LONG, JAVA_LONG, ADDRESS);
    static final MethodHandle RBD_AIO_FLUSH = LIBRBD.function("rbd_aio_flush", JAVA_INT, ADDRESS, ADDRESS);
    static final MethodHandle RBD_AIO_GET_RETURN_VALUE =
            LIBRBD.function("rbd_aio_get_return_value", JAVA_LONG, ADDRESS);
    static final MethodHandle RBD_AIO_RELEASE = LIBRBD.procedure("rbd_aio_release", ADDRESS);
    static final MethodHandle RBD_SET_IMAGE_NOTIFICATION =
            LIBRBD.function("rbd_set_image_notification", JAVA_INT, ADDRESS, JAVA_INT, JAVA_INT);
    static final MethodHandle RBD_POLL_IO_EVENTS =
            LIBRBD.function("rbd_poll_io_events", JAVA_INT, ADDRESS, ADDRESS, JAVA_INT);
    static final MethodHandle RBD_DIFF_ITERATE2 = LIBRBD.function(
            "rbd_diff_iterate2",
            JAVA_INT,
            ADDRESS,
            ADDRESS,
            JAVA_LONG,
            JAVA_LONG,
            JAVA_BYTE,
            JAVA_BYTE,
            ADDRESS,
            ADDRESS);

    static final MethodHandle RBD_GET_SIZE = LIBRBD.function("rbd_get_size", JAVA_INT, ADDRESS, ADDRESS);
    static final MethodHandle RBD_GET_CREATE_TIMESTAMP =
            LIBRBD.function("rbd_get_create_timestamp", JAVA_INT, ADDRESS, ADDRESS);
    static final MethodHandle RBD_STAT = LIBRBD.function("rbd_stat", JAVA_INT, ADDRESS, ADDRESS, JAVA_LONG);
    static final MethodHandle RBD_GET_BLOCK_NAME_PREFIX =
            LIBRBD.function("rbd_get_block_name_prefix", JAVA_INT, ADDRESS, ADDRESS, JAVA_LONG);
    static final MethodHandle RBD_GET_FEATURES = LIBRBD.function("rbd_get_features", JAVA_INT, ADDRESS, ADDRESS);
    static final MethodHandle RBD_UPDATE_FEATURES =
            LIBRBD.function("rbd_update_features", JAVA_INT, ADDRESS, JAVA_LONG, JAVA_BYTE);
    static final MethodHandle RBD_GET_FLAGS = LIBRBD.function("rbd_get_flags", JAVA_INT, ADDRESS, ADDRESS);
    static final MethodHandle RBD_GET_OLD_FORMAT = LIBRBD.function("rbd_get_old_format", JAVA_INT, ADDRESS, ADDRESS);
    static final MethodHandle RBD_GET_STRIPE_UNIT = LIBRBD.function("rbd_get_stripe_unit", JAVA_INT, ADDRESS, ADDRESS);
    static final MethodHandle RBD_GET_STRIPE_COUNT =
            LIBRBD.function("rbd_get_stripe_count", JAVA_INT, ADDRESS, ADDRESS);
    static final MethodHandle RBD_RESIZE = LIBRBD.function("rbd_resize", JAVA_INT, ADDRESS, JAVA_LONG);

    static final MethodHandle RBD_GET_PARENT = LIBRBD.function("rbd_get_parent", JAVA_INT, ADDRESS, ADDRESS, ADDRESS);
    static final MethodHandle RBD_LINKED_IMAGE_SPEC_CLEANUP =
            LIBRBD.procedure("rbd_linked_image_spec_cleanup", ADDRESS);
    static final MethodHandle RBD_SNAP_SPEC_CLEANUP = LIBRBD.procedure("rbd_snap_spec_cleanup", ADDRESS);
    static final MethodHandle RBD_GET_OVERLAP = LIBRBD.function("rbd_get_overlap", JAVA_INT, ADDRESS, ADDRESS);
    static final MethodHandle RBD_LIST_CHILDREN3 =
            LIBRBD.function("rbd_list_children3", JAVA_INT, ADDRESS, ADDRESS, ADDRESS);
    static final MethodHandle RBD_LINKED_IMAGE_SPEC_LIST_CLEANUP =
            LIBRBD.procedure("rbd_linked_image_spec_list_cleanup", ADDRESS, JAVA_LONG);
    static final MethodHandle RBD_FLATTEN = LIBRBD.function("rbd_flatten", JAVA_INT, ADDRESS);
    static final MethodHandle RBD_FLATTEN_WITH_PROGRESS =
            LIBRBD.function("rbd_flatten_with_progress", JAVA_INT, ADDRESS, ADDRESS, ADDRESS);
    static final MethodHandle RBD_COPY3 = LIBRBD.function("rbd_copy3", JAVA_INT, ADDRESS, ADDRESS, ADDRESS, ADDRESS);
    static final MethodHandle RBD_COPY_WITH_PROGRESS3 =
            LIBRBD.function("rbd_copy_with_progress3", JAVA_INT, ADDRESS, ADDRESS, ADDRESS, ADDRESS, ADDRESS, ADDRESS);
    static final MethodHandle RBD_REBUILD_OBJECT_MAP =
            LIBRBD.function("rbd_rebuild_object_map", JAVA_INT, ADDRESS, ADDRESS, ADDRESS);

    static final MethodHandle RBD_WATCHERS_LIST =
            LIBRBD.function("rbd_watchers_list", JAVA_INT, ADDRESS, ADDRESS, ADDRESS);

    static final MethodHandle RBD_IS_EXCLUSIVE_LOCK_OWNER =
            LIBRBD.function("rbd_is_exclusive_lock_owner", JAVA_INT, ADDRESS, ADDRESS);
    static final MethodHandle RBD_LOCK_EXCLUSIVE = LIBRBD.function("rbd_lock_exclusive", JAVA_INT, ADDRESS, ADDRESS);
    static final MethodHandle RBD_LOCK_SHARED = LIBRBD.function("rbd_lock_shared", JAVA_INT, ADDRESS, ADDRESS, ADDRESS);
    static final MethodHandle RBD_UNLOCK = LIBRBD.function("rbd_unlock", JAVA_INT, ADDRESS, ADDRESS);
    static final MethodHandle RBD_BREAK_LOCK = LIBRBD.function("rbd_break_lock", JAVA_INT, ADDRESS, ADDRESS, ADDRESS);
    static final MethodHandle RBD_LIST_LOCKERS = LIBRBD.function(
            "rbd_list_lockers",
            JAVA_LONG,
            ADDRESS,
            ADDRESS,
            ADDRESS,
            ADDRESS,
            ADDRESS,
            ADDRESS,
            ADDRESS,
            ADDRESS,
            ADDRESS,
            ADDRESS);

    static final MethodHandle RBD_SNAP_SET = LIBRBD.function("rbd_snap_set", JAVA_INT, ADDRESS, ADDRESS);
    static final MethodHandle RBD_SNAP_CREATE = LIBRBD.function("rbd_snap_create", JAVA_INT, ADDRESS, ADDRESS);
    static final MethodHandle RBD_SNAP_LIST = LIBRBD.function("rbd_snap_list", JAVA_INT, ADDRESS, ADDRESS, ADDRESS);
    static final MethodHandle RBD_SNAP_LIST_END = LIBRBD.procedure("rbd_snap_list_end", ADDRESS);
    static final MethodHandle RBD_SNAP_REMOVE = LIBRBD.function("rbd_snap_remove", JAVA_INT, ADDRESS, ADDRESS);
    static final MethodHandle RBD_SNAP_RENAME = LIBRBD.function("rbd_snap_rename", JAVA_INT, ADDRESS, ADDRESS, ADDRESS);
    static final MethodHandle RBD_SNAP_PROTECT = LIBRBD.function("rbd_snap_protect", JAVA_INT, ADDRESS, ADDRESS);
    static final MethodHandle RBD_SNAP_UNPROTECT = LIBRBD.function("rbd_snap_unprotect", JAVA_INT, ADDRESS, ADDRESS);
    static final MethodHandle RBD_SNAP_IS_PROTECTED =
            LIBRBD.function("rbd_snap_is_protected", JAVA_INT, ADDRESS, ADDRESS, ADDRESS);
    static final MethodHandle RBD_SNAP_ROLLBACK = LIBRBD.function("rbd_snap_rollback", JAVA_INT, ADDRESS, ADDRESS);

    private LibrbdFunctions() {}
}
