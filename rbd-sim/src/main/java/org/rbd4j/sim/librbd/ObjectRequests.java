package org.rbd4j.sim.librbd;

import org.rbd4j.sim.rados.BufferRange;
import org.rbd4j.sim.rados.IntervalSet;

/**
 * Each access to an object as requests to RADOS at once, without a cache.
 *
 * @param image the image
 */
record ObjectRequests(ImageContext image) implements ObjectIo {
    @Override
    public int read(long number, long offset, BufferRange destination) {
        return new ObjectRead(image, number).run(offset, destination);
    }

    @Override
    public int readOwn(long number, long offset, BufferRange destination) {
        return new ObjectRead(image, number).own(offset, destination);
    }

    @Override
    public void write(long number, long offset, BufferRange data) {
        ObjectWrite.write(image, number, offset, data).run();
    }

    @Override
    public void discard(long number, long offset, long length, ObjectWrite.ParentOnRemove parent) {
        ObjectWrite.discard(image, number, offset, length, parent).run();
    }

    @Override
    public SnapshotDelta listSnaps(long number, IntervalSet asked, SnapshotRange range) {
        return new ObjectListSnaps(image, number, range).of(asked);
    }

    /** Nothing is written but in the objects. */
    @Override
    public void flush() {}

    /** Nothing is kept of what was read. */
    @Override
    public void invalidate() {}
}
