package org.rbd4j.conformance.librbd;

import org.rbd4j.Rados;

/** A program that connects on a thread with just enough stack for a call. */
final class LittleStack {
    private static final long STACK_BYTES = 500 << 10;

    private LittleStack() {}

    /**
     * Runs it.
     *
     * @param arguments what to connect to
     */
    public static void main(String... arguments) throws InterruptedException {
        boolean[] isConnected = {false};
        Thread thread = new Thread(
                null,
                () -> {
                    try (Rados rados = Rados.connect(arguments[0])) {
                        isConnected[0] = !rados.fsid().isEmpty();
                    }
                },
                "little stack",
                STACK_BYTES);
        thread.start();
        thread.join();
        System.exit(isConnected[0] ? 0 : 1);
    }
}
