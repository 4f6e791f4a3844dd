package org.rbd4j.sim;

import java.nio.ByteBuffer;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.rbd4j.IncompleteWriteException;
import org.rbd4j.sim.librbd.ImageIo;
import org.rbd4j.sim.rados.BufferRange;

/**
 * A read or a write of an open image, of which there are so many that each is one object and not a handful of lambdas: its own
 * name, whether it may share the cluster with others, and what it does.
 */
abstract class Transfer implements Supplier<String>, BooleanSupplier, Calls.Body<Transfer> {
    final ImageIo io;
    final long offset;
    final BufferRange range;
    private final ByteBuffer buffer;
    private final SimHandle handle;
    private final String operation;
    private int transferred;

    private Transfer(SimHandle handle, ImageIo io, String operation, long offset, ByteBuffer buffer) {
        this.handle = handle;
        this.io = io;
        this.operation = operation;
        this.offset = offset;
        this.buffer = buffer;
        this.range = BufferRange.of(buffer);
    }

    @Override
    public final String get() {
        return handle.describe(operation, range.length() + " bytes at offset " + offset);
    }

    @Override
    public final Transfer run() {
        handle.requireOpen(this);
        handle.context.refreshIfStale();
        int begin = buffer.position();
        transferred = transfer();
        buffer.position(begin + transferred);
        if (transferred < range.length()) {
            endedEarly();
        }
        return this;
    }

    /** How many bytes were transferred. */
    int transferred() {
        return transferred;
    }

    /** Transfers, and returns how many bytes that were. */
    abstract int transfer();

    /** Is called where the image ended before the buffer did. */
    abstract void endedEarly();

    /** From the image into a buffer. */
    static final class Read extends Transfer {
        Read(SimHandle handle, ImageIo io, String operation, long offset, ByteBuffer destination) {
            super(handle, io, operation, offset, destination);
        }

        @Override
        public boolean getAsBoolean() {
            return io.onlyReads(offset, range.length());
        }

        @Override
        int transfer() {
            return io.read(offset, range);
        }

        @Override
        void endedEarly() {}
    }

    /** From a buffer to the image. */
    static final class Write extends Transfer {
        Write(SimHandle handle, ImageIo io, String operation, long offset, ByteBuffer source) {
            super(handle, io, operation, offset, source);
        }

        @Override
        public boolean getAsBoolean() {
            return io.writesInPlace(offset, range.length());
        }

        @Override
        int transfer() {
            return io.write(offset, range);
        }

        @Override
        void endedEarly() {
            throw new IncompleteWriteException(
                    get() + ": " + transferred() + " bytes were written before the end", transferred());
        }
    }
}
