package org.rbd4j.librbd;

import static org.rbd4j.librbd.LibrbdFunctions.RBD_DISCARD;
import static org.rbd4j.librbd.LibrbdFunctions.RBD_FLUSH;
import static org.rbd4j.librbd.LibrbdFunctions.RBD_READ2;
import static org.rbd4j.librbd.LibrbdFunctions.RBD_WRITE2;

import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import org.rbd4j.IncompleteWriteException;
import org.rbd4j.InvalidArgumentException;
import org.rbd4j.IoAdvice;
import org.rbd4j.LogicException;

/** Reads, writes, discards and flushes of one image, each of which waits until it is done. */
final class LibrbdIo {
    private final String label;
    private final Handle handle;
    private final ImageSize size;
    private final Deadline deadline;
    private final DirectIo direct;

    LibrbdIo(String label, Handle handle, ImageSize size, Deadline deadline) {
        this.label = label;
        this.handle = handle;
        this.size = size;
        this.deadline = deadline;
        this.direct = new DirectIo(label, handle, size, deadline);
    }

    int read(long offset, ByteBuffer destination, IoAdvice... advice) {
        int flags = flags(advice);
        int begin = destination.position();
        MemorySegment own = direct.bytesOf(destination);
        if (own != null && offset >= 0 && !destination.isReadOnly()) {
            int read = (int) direct.read(offset, own, flags);
            destination.position(begin + read);
            return read;
        }
        try (Transfer transfer = Transfer.of(destination, deadline)) {
            long length = transfer.length();
            String what = what("read", label, length, offset);
            requireNotNegative(what, offset);
            requireWritable(what, destination);
            long read = handle.callForCode(what, (image, arena) -> {
                ImageSize.learn(what, image, arena);
                return transfer.cross(bytes -> (long) RBD_READ2.invokeExact(image, offset, length, bytes, flags));
            });
            requireAtMost(what, read, length);
            transfer.drain(read);
            destination.position(begin + (int) read);
            return (int) read;
        }
    }

    void write(long offset, ByteBuffer source, IoAdvice... advice) {
        int flags = flags(advice);
        int begin = source.position();
        MemorySegment own = direct.bytesOf(source);
        if (own != null && offset >= 0) {
            long written = direct.write(offset, own, flags);
            source.position(begin + (int) written);
            if (written < own.byteSize()) {
                requireComplete(what("write", label, own.byteSize(), offset), written, own.byteSize());
            }
            return;
        }
        try (Transfer transfer = Transfer.of(source, deadline)) {
            long length = transfer.length();
            String what = what("write", label, length, offset);
            requireNotNegative(what, offset);
            transfer.fill();
            SizeLock lock = size.lock();
            long written = handle.callForCode(
                    what,
                    (image, arena) -> lock.whileSizeStays(() -> {
                        ImageSize.learn(what, image, arena);
                        return transfer.cross(
                                bytes -> (long) RBD_WRITE2.invokeExact(image, offset, length, bytes, flags));
                    }));
            requireAtMost(what, written, length);
            source.position(begin + (int) written);
            requireComplete(what, written, length);
        }
    }

    void discard(long offset, long length) {
        String what = "discard " + label + ": " + length + " bytes at offset " + offset;
        requireNotNegative(what, offset);
        requireNotNegative(what, length);
        SizeLock lock = size.lock();
        handle.callForCode(
                what,
                (image, arena) -> lock.whileSizeStays(() -> {
                    ImageSize.learn(what, image, arena);
                    return (int) RBD_DISCARD.invokeExact(image, offset, length);
                }));
    }

    void flush() {
        handle.callForCode("flush " + label, (image, arena) -> (int) RBD_FLUSH.invokeExact(image));
    }

    /** The operation, the image and the numbers. */
    static String what(String operation, String label, long length, long offset) {
        return operation + " " + label + ": " + length + " bytes at offset " + offset;
    }

    static int flags(IoAdvice... advice) {
        int flags = 0;
        for (IoAdvice one : advice) {
            flags |= one.bit();
        }
        return flags;
    }

    static void requireNotNegative(String what, long number) {
        if (number < 0) {
            throw new InvalidArgumentException(what + ": " + number + " is negative");
        }
    }

    static void requireWritable(String what, ByteBuffer destination) {
        if (destination.isReadOnly()) {
            throw new InvalidArgumentException(what + ": the buffer is read-only");
        }
    }

    static void requireAtMost(String what, long count, long asked) {
        if (count > asked) {
            throw new LogicException(what + ": librbd says it did " + count + " bytes");
        }
    }

    static void requireComplete(String what, long written, long length) {
        if (written < length) {
            throw new IncompleteWriteException(what + ": " + written + " bytes written, then the image ends", written);
        }
    }
}
