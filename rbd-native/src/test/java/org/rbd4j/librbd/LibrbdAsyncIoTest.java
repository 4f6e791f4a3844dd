package org.rbd4j.librbd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.lang.foreign.MemorySegment;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Test;
import org.rbd4j.HandleClosedException;
import org.rbd4j.internal.Subject;

/** A request that does not begin gives back what it had taken. */
class LibrbdAsyncIoTest {
    private static final int MORE_THAN_ARE_KEPT = 1_000;

    private final Deadline never = Deadline.of(Optional.empty());
    private final Handle handle =
            Handle.root("image", "rbd/vm-1", MemorySegment.NULL, (pointer, arena) -> pointer, never);
    private final Subject subject = Subject.pool("rbd").image("vm-1");
    private final ImageSize size = new ImageSize("cluster", handle);
    private final LibrbdImageInfo info = new LibrbdImageInfo(subject, handle, Why.GONE);
    private final LibrbdSnapshots snapshots =
            new LibrbdSnapshots(subject, handle, size, info, new SelectedSnapshot(), false);
    private final LibrbdAsyncIo io = new LibrbdAsyncIo(subject, handle, size, never, snapshots.reasons());

    @Test
    void whatAClosedHandleRefusesKeepsNoStagingSegment() {
        handle.close();
        assertKeepsNoSegment(() -> io.write(0, ByteBuffer.allocate(1)));
        assertKeepsNoSegment(() -> io.read(0, ByteBuffer.allocate(1)));
    }

    private interface Request {
        CompletableFuture<?> begin();
    }

    private static void assertKeepsNoSegment(Request request) {
        List<MemorySegment> taken = new ArrayList<>();
        for (int i = 0; i < MORE_THAN_ARE_KEPT; i++) {
            taken.add(Staging.SMALL.take());
        }
        Staging.SMALL.putBack(taken.get(0));
        CompletableFuture<?> refused = request.begin();
        assertEquals(
                HandleClosedException.class,
                assertThrows(CompletionException.class, refused::join)
                        .getCause()
                        .getClass());
        assertEquals(taken.get(0), Staging.SMALL.take());
    }
}
