package org.rbd4j.conformance.hostile;

import java.lang.invoke.VarHandle;
import java.nio.ByteBuffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/**
 * A thread that moves the positions and limits of buffers, each within a part of its own, as long as calls may be looking at them. What
 * lies behind that part nobody has any business with.
 */
final class Mover {
    private static final int MOST = 4;
    private static final byte UNTOUCHED = 0x5a;

    private final ArrayDeque<Moved> moved = new ArrayDeque<>();
    private int spoilt;
    private boolean isBegun;
    private volatile boolean isStopped;

    /** The part from where a buffer begins to where it ends. */
    private record Moved(ByteBuffer buffer, int begin, int end) {
        static Moved of(ByteBuffer buffer) {
            for (int behind = buffer.limit(); behind < buffer.capacity(); behind++) {
                buffer.duplicate().clear().put(behind, UNTOUCHED);
            }
            return new Moved(buffer, buffer.position(), buffer.limit());
        }

        void move() {
            buffer.position(end);
            VarHandle.fullFence();
            buffer.position(begin);
            VarHandle.fullFence();
            buffer.limit(begin);
            VarHandle.fullFence();
            buffer.limit(end);
            VarHandle.fullFence();
        }

        boolean isSpoilt() {
            ByteBuffer all = buffer.duplicate().clear();
            for (int behind = end; behind < all.capacity(); behind++) {
                if (all.get(behind) != UNTOUCHED) {
                    return true;
                }
            }
            return false;
        }
    }

    /** Moves one more from now on, and the oldest no longer. */
    synchronized void move(ByteBuffer buffer) {
        moved.addLast(Moved.of(buffer));
        if (moved.size() > MOST) {
            count(moved.removeFirst());
        }
        if (!isBegun) {
            isBegun = true;
            Thread thread = new Thread(this::run, "moves buffers");
            thread.setDaemon(true);
            thread.start();
        }
    }

    private void run() {
        while (!isStopped) {
            for (Moved one : now()) {
                one.move();
                Thread.yield();
            }
        }
    }

    private synchronized List<Moved> now() {
        return new ArrayList<>(moved);
    }

    private void count(Moved one) {
        spoilt += one.isSpoilt() ? 1 : 0;
    }

    /** Moves none any more, and says how many were written behind their parts. */
    synchronized int stop() {
        isStopped = true;
        moved.forEach(this::count);
        moved.clear();
        return spoilt;
    }
}
