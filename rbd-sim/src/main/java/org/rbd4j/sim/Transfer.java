package org.rbd4j.sim;

import java.nio.ByteBuffer;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;
import org.rbd4j.IncompleteWriteException;
import org.rbd4j.sim.librbd.ImageIo;

/**
 * A read or a write of an open image, of which there are so many that each is one object and not a handful of lambdas: its own
 * name, whether it may share the cluster with others, and what it does.
 */
abstract class Transfer implements Supplier<String>, BooleanSupplier, Calls.Body<Integer> {
    final ImageIo io;
    final long offset;
    final ByteBuffer buffer;
    final int length;
    private final SimHandle handle;
    private final String operation;

    private Transfer(SimHandle handle, ImageIo io, String operation, long offset, ByteBuffer buffer) {
        this.handle = handle;
        this.io = io;
        this.operation = operation;
        this.offset = offset;
        this.buffer = buffer;
        this.length = buffer.remaining();
    }

    @Override
    public final String get() {
        return handle.describe(operation, length + " bytes at offset " + offset);
    }

    @Override
    public final Integer run() {
        handle.requireOpen(this);
        handle.context.refreshIfStale();
        return transferred();
    }

    /** Transfers, and returns how many bytes that were. */
    abstract int transferred();

    /** From the image into a buffer. */
    static final class Read extends Transfer {
        Read(SimHandle handle, ImageIo io, String operation, long offset, ByteBuffer destination) {
            super(handle, io, operation, offset, destination);
        }

        @Override
        public boolean getAsBoolean() {
            return io.onlyReads(offset, length);
        }

        @Override
        int transferred() {
            return io.read(offset, buffer);
        }
    }

    /** From a buffer to the image. */
    static final class Write extends Transfer {
        Write(SimHandle handle, ImageIo io, String operation, long offset, ByteBuffer source) {
            super(handle, io, operation, offset, source);
        }

        @Override
        public boolean getAsBoolean() {
            return io.writesInPlace(offset, length);
        }

        @Override
        int transferred() {
            int written = io.write(offset, buffer);
            if (written < length) {
                throw new IncompleteWriteException(
                        get() + ": " + written + " bytes were written before the end", written);
            }
            return written;
        }
    }
}
