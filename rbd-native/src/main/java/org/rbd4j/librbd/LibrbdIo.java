package org.rbd4j.librbd;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static org.rbd4j.librbd.LibrbdFunctions.RBD_DISCARD;
import static org.rbd4j.librbd.LibrbdFunctions.RBD_FLUSH;
import static org.rbd4j.librbd.LibrbdFunctions.RBD_READ2;
import static org.rbd4j.librbd.LibrbdFunctions.RBD_WRITE2;

import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.rbd4j.IncompleteWriteException;
import org.rbd4j.InvalidArgumentException;
import org.rbd4j.IoAdvice;
import org.rbd4j.LogicException;
import org.rbd4j.internal.BufferAccess;
import org.rbd4j.internal.Reason;
import org.rbd4j.internal.Subject;

/** Reads, writes, discards and flushes of one image, each of which waits until it is done. */
final class LibrbdIo {
    private final Subject subject;
    private final Handle handle;
    private final ImageSize size;
    private final Deadline deadline;
    private final ImageReasons reasons;
    private final DirectIo direct;

    LibrbdIo(Subject subject, Handle handle, ImageSize size, Deadline deadline, ImageReasons reasons) {
        this.subject = subject;
        this.reasons = reasons;
        this.handle = handle;
        this.size = size;
        this.deadline = deadline;
        this.direct = new DirectIo(subject, handle, size, deadline, reasons);
    }

    int read(long offset, ByteBuffer destination, IoAdvice... advice) {
        int flags = flags(advice);
        int begin = destination.position();
        if (direct.mayCarryOut(destination) && offset >= 0 && !destination.isReadOnly()) {
            MemorySegment own = DirectIo.contentOf(destination);
            if (DirectIo.isWithinReach(own)) {
                int read = (int) direct.read(offset, own, flags);
                BufferAccess.advance(destination, begin + read);
                return read;
            }
        }
        BufferAccess.requireHere(
                () -> subject.call("read", Subject.range(offset, destination.remaining())), destination);
        try (Transfer transfer = Transfer.of(destination, deadline)) {
            long length = transfer.length();
            String what = subject.call("read", Subject.range(offset, length));
            requireNotNegative(what, offset);
            requireWritable(what, destination);
            long read = handle.callForCode(what, reasons.at(offset), (image, arena) -> {
                ImageSize.learn(what, image, arena);
                return transfer.cross(bytes -> (long) RBD_READ2.invokeExact(image, offset, length, bytes, flags));
            });
            requireAtMost(what, read, length);
            transfer.drain(read);
            BufferAccess.advance(destination, begin + (int) read);
            return (int) read;
        }
    }

    /** Reads where there was nothing a moment ago. */
    byte[] readOutside(long offset, int length) {
        String what = subject.call("read", Subject.range(offset, length));
        requireNotNegative(what, length);
        requireNotNegative(what, offset);
        byte[] one = new byte[1];
        long count = handle.callForCode(what, reasons.at(offset), (image, arena) -> {
            ImageSize.learn(what, image, arena);
            MemorySegment place = arena.allocate(one.length);
            long read = (long) RBD_READ2.invokeExact(image, offset, place.byteSize(), place, 0);
            one[0] = place.get(JAVA_BYTE, 0);
            return read;
        });
        return Arrays.copyOf(one, (int) count);
    }

    void write(long offset, ByteBuffer source, IoAdvice... advice) {
        int flags = flags(advice);
        int begin = source.position();
        if (direct.mayCarryOut(source) && offset >= 0) {
            MemorySegment own = DirectIo.contentOf(source);
            if (DirectIo.isWithinReach(own)) {
                writeDirectly(offset, source, begin, own, flags);
                return;
            }
        }
        BufferAccess.requireHere(() -> subject.call("write", Subject.range(offset, source.remaining())), source);
        try (Transfer transfer = Transfer.of(source, deadline)) {
            long length = transfer.length();
            String what = subject.call("write", Subject.range(offset, length));
            requireNotNegative(what, offset);
            transfer.fill();
            long written = size.callForCodeWhileItStays(what, reasons.at(offset), (image, arena) -> {
                ImageSize.learn(what, image, arena);
                return transfer.cross(bytes -> (long) RBD_WRITE2.invokeExact(image, offset, length, bytes, flags));
            });
            requireAtMost(what, written, length);
            BufferAccess.advance(source, begin + (int) written);
            requireComplete(what, written, length);
        }
    }

    private void writeDirectly(long offset, ByteBuffer source, int begin, MemorySegment own, int flags) {
        long length = own.byteSize();
        long written = direct.write(offset, own, flags);
        BufferAccess.advance(source, begin + (int) written);
        if (written < length) {
            requireComplete(subject.call("write", Subject.range(offset, length)), written, length);
        }
    }

    void discard(long offset, long length) {
        String what = subject.call("discard", Subject.range(offset, length));
        requireNotNegative(what, offset);
        requireNotNegative(what, length);
        size.callForCodeWhileItStays(what, reasons.discard(offset, length), (image, arena) -> {
            ImageSize.learn(what, image, arena);
            return (int) RBD_DISCARD.invokeExact(image, offset, length);
        });
    }

    void flush() {
        handle.callForCode(subject.call("flush"), reasons.gone(), (image, arena) -> (int) RBD_FLUSH.invokeExact(image));
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
            throw new InvalidArgumentException(what + ": " + Reason.NEGATIVE.of(number));
        }
    }

    static void requireWritable(String what, ByteBuffer destination) {
        if (destination.isReadOnly()) {
            throw new InvalidArgumentException(what + ": " + Reason.BUFFER_READ_ONLY.of());
        }
    }

    static void requireAtMost(String what, long count, long asked) {
        if (count > asked) {
            throw new LogicException(what + ": librbd says it did " + count + " bytes");
        }
    }

    static void requireComplete(String what, long written, long length) {
        if (written < length) {
            throw new IncompleteWriteException(what + ": " + Reason.INCOMPLETE.of(written), written);
        }
    }
}
