package org.rbd4j.sim.librbd;

import org.rbd4j.Errno;
import org.rbd4j.internal.Reason;
import org.rbd4j.sim.rados.BufferRange;
import org.rbd4j.sim.rados.ErrnoFailure;

/** Reads, writes and discards of one open image: what its handle may do, clipped at the end of what is selected. */
public final class ImageIo {
    private static final long DISCARD_LIMIT = 1L << 31;

    private final ImageContext image;
    private final long discardGranularity;

    /**
     * Creates the image's I/O.
     *
     * @param image the open image
     * @param discardGranularity in bytes, a power of two; 0 to discard every byte that is asked for
     */
    public ImageIo(ImageContext image, long discardGranularity) {
        this.image = image;
        this.discardGranularity = discardGranularity;
    }

    /**
     * Whether a read only reads, and cannot meet a write in place half way: where there is a journal, a handle must own the managed
     * lock first, and of several objects of HEAD one may be read before a write and another after it.
     *
     * @param offset where to begin, in bytes
     * @param length how many bytes
     * @return false if it may take the lock, read the header anew, or must have the cluster for itself
     */
    public boolean onlyReads(long offset, int length) {
        return image.isFresh()
                && !image.exclusiveLock().isNeededToRead()
                && (length == 0 || !image.isHeadSelected() || Striper.isOfOneObject(image.layout(), offset, length));
    }

    /**
     * Whether a write changes bytes of one object that are there and nothing else, so that others may read and write meanwhile.
     *
     * @param offset where to begin, in bytes
     * @param length how many bytes
     * @return false if it may change more than that, or fail
     */
    public boolean writesInPlace(long offset, int length) {
        Layout layout = image.layout();
        if (!image.isFresh()
                || image.isReadOnly()
                || !image.isHeadSelected()
                || !image.exclusiveLock().isOwnerOrNotNeeded()
                || image.header().head().overlap() > 0
                || !Striper.isOfOneObject(layout, offset, length)
                || length > image.header().head().size() - offset) {
            return false;
        }
        long number = Striper.objectAt(layout, offset);
        return image.objectMap().knowsOf(number)
                && image.io()
                        .writesInPlace(
                                image.header().dataPrefix(),
                                number,
                                image.header().dataSnapContext(),
                                Striper.offsetInObject(layout, offset),
                                length);
    }

    /**
     * Reads.
     *
     * @param offset where to begin, in bytes
     * @param destination filled from its beginning on, as far as the image goes
     * @return how many bytes were read
     */
    public int read(long offset, BufferRange destination) {
        int length = (int) clip(offset, destination.length());
        if (image.exclusiveLock().isNeededToRead()) {
            image.exclusiveLock().acquire();
        }
        new ImageReader(image).fill(offset, destination.part(0, length));
        return length;
    }

    /**
     * Writes, as far as the image goes.
     *
     * @param offset where to begin, in bytes
     * @param source what is written
     * @return how many bytes were written
     */
    public int write(long offset, BufferRange source) {
        int length = (int) clip(offset, source.length());
        image.access().requireWritableHead();
        image.exclusiveLock().acquire();
        new ImageWriter(image).write(offset, source.part(0, length));
        return length;
    }

    /**
     * Discards a range, of a length that rbd_discard can return.
     *
     * @param offset where to begin, in bytes
     * @param length how many bytes
     */
    public void discard(long offset, long length) {
        if (length >= DISCARD_LIMIT) {
            throw new ErrnoFailure(Errno.EINVAL, Reason.DISCARD_TOO_LONG.of());
        }
        discardOfAnyLength(offset, length);
    }

    /**
     * Discards a range, as rbd_aio_discard does.
     *
     * @param offset where to begin, in bytes
     * @param length how many bytes
     */
    public void discardOfAnyLength(long offset, long length) {
        long clipped = clip(offset, length);
        image.access().requireWritableHead();
        image.exclusiveLock().acquire();
        new DiscardedRange(image, offset, clipped).forEachObject(this::discardAligned);
    }

    /** A discard that frees no whole granule of an object is not worth sending; at the object's end it may be. */
    private void discardAligned(ObjectRange range) {
        long objectSize = image.layout().objectSize();
        long granularity = Math.min(discardGranularity, objectSize);
        long from = range.offset();
        long to = range.end();
        if (granularity > 0 && (granularity < objectSize || to < objectSize)) {
            from = Striper.ceilingDivide(from, granularity) * granularity;
            to = to / granularity * granularity;
        }
        if (from < to) {
            image.objectIo().discard(range.objectNumber(), from, to - from, ObjectWrite.ParentOnRemove.HIDE);
        }
    }

    /** Brings what was written to the objects; librbd fetches the managed lock for it. */
    public void flush() {
        if (!image.isReadOnly() && image.isHeadSelected()) {
            image.exclusiveLock().acquire();
        }
        image.objectIo().flush();
    }

    /** Forgets what was read before. */
    public void invalidate() {
        image.objectIo().invalidate();
    }

    private long clip(long offset, long length) {
        image.access().requireSelectionExists();
        if (length == 0) {
            return 0;
        }
        long size = image.selected().size();
        if (offset >= size) {
            throw new ErrnoFailure(Errno.EINVAL, Reason.PAST_THE_END.of(size));
        }
        return Math.min(length, size - offset);
    }
}
