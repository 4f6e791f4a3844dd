package org.rbd4j.librbd;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.invoke.MethodHandle;

/** Each function of librados.h that the binding calls is one line here: name, result, arguments. */
final class LibradosFunctions {
    static final NativeLibrary LIBRADOS = NativeLibrary.open("librados.so.2");

    static final MethodHandle RADOS_CREATE2 =
            LIBRADOS.function("rados_create2", JAVA_INT, ADDRESS, ADDRESS, ADDRESS, JAVA_LONG);
    static final MethodHandle RADOS_CONF_READ_FILE =
            LIBRADOS.function("rados_conf_read_file", JAVA_INT, ADDRESS, ADDRESS);
    static final MethodHandle RADOS_CONF_SET = LIBRADOS.function("rados_conf_set", JAVA_INT, ADDRESS, ADDRESS, ADDRESS);
    static final MethodHandle RADOS_CONF_GET =
            LIBRADOS.function("rados_conf_get", JAVA_INT, ADDRESS, ADDRESS, ADDRESS, JAVA_LONG);
    static final MethodHandle RADOS_CONNECT = LIBRADOS.function("rados_connect", JAVA_INT, ADDRESS);
    static final MethodHandle RADOS_SHUTDOWN = LIBRADOS.procedure("rados_shutdown", ADDRESS);
    static final MethodHandle RADOS_CLUSTER_FSID =
            LIBRADOS.function("rados_cluster_fsid", JAVA_INT, ADDRESS, ADDRESS, JAVA_LONG);
    static final MethodHandle RADOS_POOL_LIST =
            LIBRADOS.function("rados_pool_list", JAVA_INT, ADDRESS, ADDRESS, JAVA_LONG);
    static final MethodHandle RADOS_POOL_CREATE = LIBRADOS.function("rados_pool_create", JAVA_INT, ADDRESS, ADDRESS);
    static final MethodHandle RADOS_POOL_DELETE = LIBRADOS.function("rados_pool_delete", JAVA_INT, ADDRESS, ADDRESS);
    static final MethodHandle RADOS_IOCTX_CREATE =
            LIBRADOS.function("rados_ioctx_create", JAVA_INT, ADDRESS, ADDRESS, ADDRESS);
    static final MethodHandle RADOS_IOCTX_DESTROY = LIBRADOS.procedure("rados_ioctx_destroy", ADDRESS);

    private LibradosFunctions() {}
}
