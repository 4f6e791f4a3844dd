package org.rbd4j.conformance.radosjava;

import com.ceph.rados.exceptions.RadosException;
import java.io.IOException;
import java.io.UncheckedIOException;
import org.rbd4j.RbdException;

/** A call of the binding whose checked exceptions become the api's, with the errno that they carry. */
@FunctionalInterface
interface Answer<T> {
    T get() throws IOException;

    static <T> T of(Answer<T> call) {
        try {
            return call.get();
        } catch (com.ceph.rbd.RbdException failure) {
            throw RbdException.of(-failure.getReturnValue(), failure.getMessage());
        } catch (RadosException failure) {
            throw RbdException.of(-failure.getReturnValue(), failure.getMessage());
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    /** A call without a result. */
    @FunctionalInterface
    interface Nothing {
        void run() throws IOException;
    }

    static void of(Nothing call) {
        of(() -> {
            call.run();
            return null;
        });
    }
}
