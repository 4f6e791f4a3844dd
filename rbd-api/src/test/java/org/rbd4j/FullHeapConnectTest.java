package org.rbd4j;

import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrowsExactly;

import java.io.IOException;
import java.io.InputStream;
import java.net.URL;
import java.net.URLConnection;
import java.net.URLStreamHandler;
import java.util.Collections;
import java.util.Enumeration;
import org.junit.jupiter.api.Test;

/** On a full heap the JVM has one error to throw for everything, and ServiceLoader cannot add it to itself. */
class FullHeapConnectTest {
    private static final OutOfMemoryError FULL = new OutOfMemoryError("Java heap space");

    @Test
    void connectEndsInTheErrorOfTheHeap() {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(new UnreadableProviders());
        try {
            assertSame(FULL, assertThrowsExactly(OutOfMemoryError.class, () -> Rados.connect("sim:full")));
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    /** Names one file of providers, which neither can be read nor closed. */
    private static final class UnreadableProviders extends ClassLoader {
        @Override
        public Enumeration<URL> getResources(String name) throws IOException {
            return Collections.enumeration(Collections.singleton(new URL(null, "full:heap", new Handler())));
        }
    }

    private static final class Handler extends URLStreamHandler {
        @Override
        protected URLConnection openConnection(URL url) {
            return new URLConnection(url) {
                @Override
                public void connect() {}

                @Override
                public InputStream getInputStream() {
                    return new Unreadable();
                }
            };
        }
    }

    private static final class Unreadable extends InputStream {
        @Override
        public int read() {
            throw FULL;
        }

        @Override
        public void close() {
            throw FULL;
        }
    }
}
