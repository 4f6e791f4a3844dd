package org.rbd4j.librbd;

import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static org.rbd4j.librbd.LibrbdFunctions.RBD_GET_SIZE;
import static org.rbd4j.librbd.LibrbdFunctions.RBD_READ2;
import static org.rbd4j.librbd.LibrbdFunctions.RBD_WRITE2;

import java.io.IOException;
import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.rbd4j.internal.Subject;

/**
 * Reads and writes of one image that C carries out in the caller's own memory, on the caller's own thread: of these there are so
 * many that nothing is allocated for one.
 *
 * @param subject the image, for messages
 * @param handle the image
 * @param size its size
 * @param deadline of its connection
 * @param reasons why calls fail
 */
record DirectIo(Subject subject, Handle handle, ImageSize size, Deadline deadline, ImageReasons reasons) {
    /** Where librbd writes sizes that nobody looks at: it is asked so that it learns them ({@link ImageSize#learn}). */
    private static final MemorySegment UNSEEN = Arena.global().allocate(JAVA_LONG);

    /**
     * Maps a file. As long as Java has seen no mapped one, its compiler does not look into what asks a direct buffer for its file, and
     * puts the slice of {@link #contentOf} on the heap at each read and write.
     */
    static void prepare() {
        try (FileChannel own = FileChannel.open(Path.of("/proc/self/exe"))) {
            own.map(FileChannel.MapMode.READ_ONLY, 0, 1);
        } catch (IOException notThere) {
            // Reads and writes work without it, only that they allocate.
            return;
        }
    }

    /** Whether C may see a buffer's bytes where they are, if they are {@linkplain #isWithinReach within reach}. */
    boolean mayCarryOut(ByteBuffer buffer) {
        return buffer.isDirect() && !deadline.mayPass();
    }

    /**
     * The remaining bytes of a buffer that may be carried out, as {@link Transfer#contentOf} tells of any. In here come direct ones alone:
     * where the compiler sees other kinds too, it puts the slice on the heap.
     */
    static MemorySegment contentOf(ByteBuffer direct) {
        return MemorySegment.ofBuffer(direct.slice());
    }

    /**
     * Whether this thread may let C at the bytes; {@link Transfer} tells why not at all. Asked of the bytes by who then hands them on:
     * if this were what makes them, and made none of those out of reach, the compiler would put each on the heap.
     */
    static boolean isWithinReach(MemorySegment bytes) {
        return bytes.scope().isAlive() && bytes.isAccessibleBy(Thread.currentThread()) && !bytes.isMapped();
    }

    /** Reads into all bytes, and returns how many were read. */
    long read(long offset, MemorySegment bytes, int flags) {
        return cross("read", null, offset, bytes, flags);
    }

    /** Writes all bytes, and returns how many were written. */
    long write(long offset, MemorySegment bytes, int flags) {
        ImageLock known = size.knownLock();
        ImageLock lock = known != null ? known : size.lock(what("write", offset, bytes.byteSize()));
        return cross("write", lock, offset, bytes, flags);
    }

    private long cross(String operation, @Nullable ImageLock lock, long offset, MemorySegment bytes, int flags) {
        long length = bytes.byteSize();
        if (!handle.enterAtOnce()) {
            handle.enter(what(operation, offset, length));
        }
        long count;
        try {
            count = lock == null ? callInside(false, offset, bytes, flags) : writeInside(lock, offset, bytes, flags);
        } finally {
            handle.leave();
        }
        if (count < 0 || count > length) {
            String what = what(operation, offset, length);
            LibrbdIo.requireAtMost(what, ReturnCode.check(what, count, reasons.at(offset)), length);
        }
        return count;
    }

    private String what(String operation, long offset, long length) {
        return subject.call(operation, Subject.range(offset, length));
    }

    private long writeInside(ImageLock lock, long offset, MemorySegment bytes, int flags) {
        long stamp = lock.beginKeeping();
        try {
            return callInside(true, offset, bytes, flags);
        } finally {
            lock.endKeeping(stamp);
        }
    }

    private long callInside(boolean isWrite, long offset, MemorySegment bytes, int flags) {
        MemorySegment image = handle.pointer();
        try {
            int code = (int) RBD_GET_SIZE.invokeExact(image, UNSEEN);
            if (code < 0) {
                return code;
            }
            return isWrite
                    ? (long) RBD_WRITE2.invokeExact(image, offset, bytes.byteSize(), bytes, flags)
                    : (long) RBD_READ2.invokeExact(image, offset, bytes.byteSize(), bytes, flags);
        } catch (Throwable failure) {
            throw Handle.unchecked(failure);
        }
    }
}
