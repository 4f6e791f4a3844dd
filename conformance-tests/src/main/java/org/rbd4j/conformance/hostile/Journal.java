package org.rbd4j.conformance.hostile;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.MappedByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** How far each thread of a program came, in a file that outlives the process: the call that it makes, or the next one. */
final class Journal {
    private static final int ENTRY = Long.BYTES;

    private final MappedByteBuffer entries;

    private Journal(MappedByteBuffer entries) {
        this.entries = entries;
    }

    static Journal at(Path file, int threads) {
        try (FileChannel channel =
                FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.READ, StandardOpenOption.WRITE)) {
            return new Journal(channel.map(FileChannel.MapMode.READ_WRITE, 0, (long) threads * ENTRY));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    void begin(int thread, long call) {
        entries.putLong(thread * ENTRY, call);
    }

    long begun(int thread) {
        return entries.getLong(thread * ENTRY);
    }
}
