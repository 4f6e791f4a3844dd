package org.rbd4j.conformance.hostile;

import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * A thread that moves the positions and limits of buffers, each within a part of its own, as long as calls may be looking at them. What
 * lies behind that part nobody has any business with.
 */
final class Mover {
    private static final int MOST = 4;

    /** Buffers stay in memory while they move, of which there may be little. */
    private static final int MOST_BYTES = 1 << 18;

    /** How long a call looks at a buffer, at most; whoever moves it for longer takes the processor from the calls. */
    private static final long NANOS = 20_000_000;

    private static final byte UNTOUCHED = 0x5a;

    private final ArrayDeque<Moved> moved = new ArrayDeque<>();
    private final List<String> harm = new ArrayList<>();
    private boolean isBegun;
    private long lastNanos;
    private volatile boolean isStopped;

    /** The part from where a buffer begins to where it ends, and all of it as nobody moves it. */
    private record Moved(ByteBuffer buffer, ByteBuffer all, int begin, int end) {
        static Moved of(ByteBuffer buffer) {
            ByteBuffer all = buffer.duplicate().clear();
            for (int behind = buffer.limit(); behind < all.capacity(); behind++) {
                all.put(behind, UNTOUCHED);
            }
            return new Moved(buffer, all, buffer.position(), buffer.limit());
        }

        /** A call is as likely to look at it with all bytes remaining as with none. */
        void move() {
            buffer.position(end);
            Thread.yield();
            buffer.position(begin);
            Thread.yield();
            buffer.limit(begin);
            Thread.yield();
            buffer.limit(end);
            Thread.yield();
        }

        /** What was done to the bytes behind the part, if anything was. */
        Optional<String> harm() {
            return IntStream.range(end, all.capacity())
                    .filter(behind -> all.get(behind) != UNTOUCHED)
                    .mapToObj(behind -> "byte " + behind + " of " + all + ", whose part is " + begin + " to " + end
                            + ", became " + all.get(behind))
                    .findFirst();
        }
    }

    /** Moves one more from now on, unless it is very large, and the oldest no longer. */
    synchronized void move(ByteBuffer buffer) {
        if (buffer.capacity() > MOST_BYTES) {
            return;
        }
        moved.addLast(Moved.of(buffer));
        if (moved.size() > MOST) {
            moved.removeFirst().harm().ifPresent(harm::add);
        }
        lastNanos = System.nanoTime();
        notifyAll();
        if (!isBegun) {
            isBegun = true;
            Thread thread = new Thread(this::run, "moves buffers");
            thread.setDaemon(true);
            thread.start();
        }
    }

    private void run() {
        while (!isStopped) {
            try {
                now().forEach(Moved::move);
            } catch (OutOfMemoryError another) {
                // A call under test has filled the heap, and will leave it.
                Thread.yield();
            } catch (InterruptedException nobodyWaits) {
                return;
            }
        }
    }

    private synchronized List<Moved> now() throws InterruptedException {
        while (!isStopped && System.nanoTime() - lastNanos > NANOS) {
            wait();
        }
        return new ArrayList<>(moved);
    }

    /** Moves none any more, and says what was written behind their parts. */
    synchronized List<String> stop() {
        isStopped = true;
        notifyAll();
        moved.forEach(one -> one.harm().ifPresent(harm::add));
        moved.clear();
        return harm;
    }
}
