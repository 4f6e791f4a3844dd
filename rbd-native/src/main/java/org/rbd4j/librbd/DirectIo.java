package org.rbd4j.librbd;

import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static org.rbd4j.librbd.LibrbdFunctions.RBD_GET_SIZE;
import static org.rbd4j.librbd.LibrbdFunctions.RBD_READ2;
import static org.rbd4j.librbd.LibrbdFunctions.RBD_WRITE2;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/**
 * Reads and writes of one image that C carries out in the caller's own memory, on the caller's own thread: of these there are so
 * many that nothing is allocated for one.
 *
 * @param label the image, for messages
 * @param handle the image
 * @param size its size
 * @param deadline of its connection
 */
record DirectIo(String label, Handle handle, ImageSize size, Deadline deadline) {
    /** Where librbd writes sizes that nobody looks at: it is asked so that it learns them ({@link ImageSize#learn}). */
    private static final MemorySegment UNSEEN = Arena.global().allocate(JAVA_LONG);

    /** The remaining bytes of a buffer, if C may see them where they are; {@link Transfer} tells why not of every buffer. */
    @Nullable
    MemorySegment bytesOf(ByteBuffer buffer) {
        if (!buffer.isDirect() || deadline.mayPass()) {
            return null;
        }
        MemorySegment bytes = MemorySegment.ofBuffer(buffer);
        return bytes.isMapped() ? null : bytes;
    }

    /** Reads into all bytes, and returns how many were read. */
    long read(long offset, MemorySegment bytes, int flags) {
        long length = bytes.byteSize();
        handle.enter(() -> what("read", label, length, offset));
        long read;
        try {
            read = readInside(offset, bytes, flags);
        } finally {
            handle.leave();
        }
        if (read < 0 || read > length) {
            String what = what("read", label, length, offset);
            LibrbdIo.requireAtMost(what, ReturnCode.check(what, read), length);
        }
        return read;
    }

    private long readInside(long offset, MemorySegment bytes, int flags) {
        try {
            int code = (int) RBD_GET_SIZE.invokeExact(handle.pointer(), UNSEEN);
            return code < 0
                    ? code
                    : (long) RBD_READ2.invokeExact(handle.pointer(), offset, bytes.byteSize(), bytes, flags);
        } catch (Throwable failure) {
            throw unchecked(failure);
        }
    }

    /** Writes all bytes, and returns how many were written. */
    long write(long offset, MemorySegment bytes, int flags) {
        long length = bytes.byteSize();
        SizeLock lock = size.lock();
        long stamp = lock.beginKeepingSize();
        long written;
        try {
            handle.enter(() -> what("write", label, length, offset));
            try {
                written = writeInside(offset, bytes, flags);
            } finally {
                handle.leave();
            }
        } finally {
            lock.endKeepingSize(stamp);
        }
        if (written < 0 || written > length) {
            String what = what("write", label, length, offset);
            LibrbdIo.requireAtMost(what, ReturnCode.check(what, written), length);
        }
        return written;
    }

    private long writeInside(long offset, MemorySegment bytes, int flags) {
        try {
            int code = (int) RBD_GET_SIZE.invokeExact(handle.pointer(), UNSEEN);
            return code < 0
                    ? code
                    : (long) RBD_WRITE2.invokeExact(handle.pointer(), offset, bytes.byteSize(), bytes, flags);
        } catch (Throwable failure) {
            throw unchecked(failure);
        }
    }

    private static RuntimeException unchecked(Throwable failure) {
        if (failure instanceof Error error) {
            throw error;
        }
        if (failure instanceof RuntimeException exception) {
            return exception;
        }
        return new IllegalStateException("C functions throw nothing", failure);
    }

    /** The operation, the image and the numbers. */
    static String what(String operation, String label, long length, long offset) {
        return operation + " " + label + ": " + length + " bytes at offset " + offset;
    }
}
