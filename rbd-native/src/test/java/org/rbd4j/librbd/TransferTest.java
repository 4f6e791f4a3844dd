package org.rbd4j.librbd;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;
import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** C sees exactly the bytes between position and limit, and where it sees them stays until it is done. */
@Timeout(60)
class TransferTest {
    private static final int LOOKS = 5_000_000;
    private static final int MOVED = 8;
    private static final int MORE_THAN_ARE_KEPT = 1_000;

    private static final Deadline NEVER = Deadline.of(Optional.empty());
    private static final Deadline SOME = Deadline.of(Optional.of("30"));

    /** Adds one to each byte, as C might. */
    private static long increment(MemorySegment bytes) {
        for (long i = 0; i < bytes.byteSize(); i++) {
            bytes.set(ValueLayout.JAVA_BYTE, i, (byte) (bytes.get(ValueLayout.JAVA_BYTE, i) + 1));
        }
        return bytes.byteSize();
    }

    private static void incrementPart(ByteBuffer buffer, Deadline deadline, long drained) throws Throwable {
        for (int i = 0; i < buffer.capacity(); i++) {
            buffer.put(i, (byte) i);
        }
        buffer.position(2).limit(6);
        try (Transfer transfer = Transfer.of(buffer, deadline)) {
            transfer.fill();
            assertEquals(4, transfer.cross(TransferTest::increment));
            transfer.drain(drained);
        }
        assertEquals(2, buffer.position());
        assertEquals(6, buffer.limit());
    }

    private static byte[] content(ByteBuffer buffer) {
        byte[] content = new byte[buffer.capacity()];
        buffer.duplicate().clear().get(content);
        return content;
    }

    /** Java itself makes such segments of a buffer that another thread moves, now and then. */
    @Test
    void nothingOutsideOfABufferThatMoves() throws InterruptedException {
        byte[] array = new byte[3 * MOVED];
        ByteBuffer buffer = ByteBuffer.wrap(array, MOVED, MOVED);
        AtomicBoolean isOver = new AtomicBoolean();
        Thread mover = new Thread(() -> {
            while (!isOver.get()) {
                buffer.position(2 * MOVED);
                VarHandle.fullFence();
                buffer.position(MOVED);
                VarHandle.fullFence();
                buffer.limit(MOVED);
                VarHandle.fullFence();
                buffer.limit(2 * MOVED);
                VarHandle.fullFence();
            }
        });
        mover.start();
        try {
            long first = MemorySegment.ofArray(array).address() + MOVED;
            for (int look = 0; look < LOOKS; look++) {
                MemorySegment content = Transfer.contentOf(buffer);
                long begin = content.address() - first;
                assertTrue(
                        begin >= 0 && content.byteSize() >= 0 && begin + content.byteSize() <= MOVED,
                        () -> content.byteSize() + " bytes from " + begin);
                VarHandle.fullFence();
            }
        } finally {
            isOver.set(true);
            mover.join();
        }
    }

    @Test
    void heapBufferIsCopiedThereAndBack() throws Throwable {
        ByteBuffer buffer = ByteBuffer.allocate(8);
        incrementPart(buffer, NEVER, 3);
        assertArrayEquals(new byte[] {0, 1, 3, 4, 5, 5, 6, 7}, content(buffer));
    }

    @Test
    void sliceOfHeapBufferIsCopiedThereAndBack() throws Throwable {
        ByteBuffer buffer = ByteBuffer.allocate(16).slice(8, 8);
        incrementPart(buffer, NEVER, 4);
        assertArrayEquals(new byte[] {0, 1, 3, 4, 5, 6, 6, 7}, content(buffer));
    }

    @Test
    void directBufferIsUsedInPlace() throws Throwable {
        ByteBuffer buffer = ByteBuffer.allocateDirect(8);
        incrementPart(buffer, NEVER, 0);
        assertArrayEquals(new byte[] {0, 1, 3, 4, 5, 6, 6, 7}, content(buffer));
    }

    @Test
    void directBufferIsStagedUnderADeadline() throws Throwable {
        ByteBuffer buffer = ByteBuffer.allocateDirect(8);
        incrementPart(buffer, SOME, 0);
        assertArrayEquals(new byte[] {0, 1, 2, 3, 4, 5, 6, 7}, content(buffer));
    }

    @Test
    void mappedFileIsStaged(@TempDir Path folder) throws IOException, Throwable {
        try (FileChannel file = FileChannel.open(
                folder.resolve("mapped"),
                StandardOpenOption.CREATE,
                StandardOpenOption.READ,
                StandardOpenOption.WRITE)) {
            ByteBuffer buffer = file.map(FileChannel.MapMode.READ_WRITE, 0, 8);
            incrementPart(buffer, NEVER, 0);
            assertArrayEquals(new byte[] {0, 1, 2, 3, 4, 5, 6, 7}, content(buffer));
        }
    }

    @Test
    void readOnlyBufferIsASource() throws Throwable {
        ByteBuffer buffer = ByteBuffer.wrap(new byte[] {1, 2, 3}).asReadOnlyBuffer();
        try (Transfer transfer = Transfer.of(buffer, NEVER)) {
            transfer.fill();
            assertEquals(2, transfer.cross(bytes -> bytes.get(ValueLayout.JAVA_BYTE, 1)));
        }
    }

    @Test
    void largeHeapBufferGetsMemoryOfItsOwn() throws Throwable {
        ByteBuffer buffer = ByteBuffer.allocate(Staging.MOST_BYTES + 1);
        try (Transfer transfer = Transfer.of(buffer, NEVER)) {
            transfer.fill();
            transfer.cross(TransferTest::increment);
            transfer.drain(buffer.capacity());
        }
        assertEquals(1, buffer.get(Staging.MOST_BYTES));
    }

    @Test
    void segmentServesOneTransferAfterTheOther() throws Throwable {
        long first = address();
        assertEquals(first, address());
    }

    private static long address() throws Throwable {
        try (Transfer transfer = Transfer.of(ByteBuffer.allocate(4), NEVER)) {
            return transfer.cross(MemorySegment::address);
        }
    }

    @Test
    void segmentInsideCIsNotUsedAgain() throws Throwable {
        CountDownLatch inside = new CountDownLatch(1);
        CountDownLatch release = new CountDownLatch(1);
        Transfer abandoned = Transfer.of(ByteBuffer.allocate(4), SOME);
        long[] address = new long[1];
        Thread caller = new Thread(() -> {
            try {
                abandoned.cross(bytes -> {
                    address[0] = bytes.address();
                    inside.countDown();
                    release.await();
                    return increment(bytes);
                });
            } catch (Throwable failure) {
                throw new AssertionError(failure);
            }
        });
        caller.start();
        inside.await();
        abandoned.close();
        assertNotEquals(address[0], address());
        for (int i = 0; i < MORE_THAN_ARE_KEPT; i++) {
            Staging.SMALL.take();
        }
        release.countDown();
        caller.join();
        assertEquals(address[0], address(), "C came back");
        abandoned.close();
        assertNotEquals(Staging.SMALL.take(), Staging.SMALL.take(), "given back twice");
    }

    @Test
    void callThatBeginsAfterItsDeadlineDoesNotCross() {
        Transfer transfer = Transfer.of(ByteBuffer.allocate(4), SOME);
        transfer.close();
        assertThrows(IllegalStateException.class, () -> transfer.cross(TransferTest::increment));
    }

    @Test
    void emptyBufferCrossesAsNoBytes() throws Throwable {
        for (ByteBuffer buffer : new ByteBuffer[] {ByteBuffer.allocate(0), ByteBuffer.allocateDirect(0)}) {
            try (Transfer transfer = Transfer.of(buffer, NEVER)) {
                transfer.fill();
                assertEquals(0, transfer.cross(MemorySegment::byteSize));
            }
        }
    }
}
