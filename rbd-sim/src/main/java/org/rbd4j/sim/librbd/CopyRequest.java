package org.rbd4j.sim.librbd;

import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.Set;
import org.rbd4j.ImageOptions;
import org.rbd4j.Progress;
import org.rbd4j.sim.rados.BufferRange;

/**
 * Copies what is selected to a new image, stripe period by stripe period. Of each, only what is not zero is written, in whole
 * objects of the copy.
 */
public final class CopyRequest {
    private final ImageContext source;

    /**
     * Creates the operation of one handle.
     *
     * @param source the open image
     */
    public CopyRequest(ImageContext source) {
        this.source = source;
    }

    /**
     * Copies the image.
     *
     * @param destination the pool of the copy
     * @param name the copy's name
     * @param options what is not set is the source's
     * @param progress is told how far it has come
     */
    public void run(ImageCatalog destination, String name, ImageOptions options, Progress progress) {
        long size = source.selected().size();
        ImageOptions inherited = options.features().isPresent()
                ? options
                : options.withFeatures(source.header().features());
        destination.createLike(name, size, source.layout(), inherited);
        ImageContext copy = destination.open(name, false, Optional.empty());
        try {
            copyInto(copy, size, takeLockToRead(size), progress);
        } finally {
            copy.close();
        }
    }

    /**
     * Takes the managed lock if reading needs it.
     *
     * @return how many periods librbd asks for before the lock, and with it the object map, is there; 0 if it was there
     */
    private long takeLockToRead(long size) {
        boolean takesLock = size > 0
                && source.exclusiveLock().isNeededToRead()
                && !source.exclusiveLock().isOwner();
        if (takesLock) {
            source.exclusiveLock().acquire();
        }
        return takesLock ? source.location().profile().periodsCopiedBeforeTheLock() : 0;
    }

    private void copyInto(ImageContext copy, long size, long periodsWithoutMap, Progress progress) {
        Layout layout = source.layout();
        long period = layout.stripePeriod();
        Set<String> inUse = Set.of(source.imageId(), copy.imageId());
        long last = -1;
        for (long number : new StoredObjects(source).withParents(0, Striper.objectCount(layout, size))) {
            long index = number / layout.stripeCount();
            if (index == last) {
                continue;
            }
            last = index;
            ByteBuffer data = ByteBuffer.allocate((int) Math.min(period, size - index * period));
            new ImageReader(source).read(index * period, BufferRange.of(data));
            if (index >= periodsWithoutMap
                    && mapSaysNothingIsThere(index)
                    && !isZero(data, 0, data.limit())
                    && source.defectsMet().meet(Defect.COPY_LOSES_PARENT)) {
                continue;
            }
            writeWhatIsNotZero(copy, index * period, data);
            source.io().letReadersIn(inUse);
            progress.report(index * period, size);
        }
        progress.report(size, size);
    }

    /** librbd skips a period none of whose objects its own map has, and forgets the parent's. */
    private boolean mapSaysNothingIsThere(long period) {
        long stripeCount = source.layout().stripeCount();
        for (long number = period * stripeCount; number < (period + 1) * stripeCount; number++) {
            if (source.objectMap().mayExistInSelection(number)) {
                return false;
            }
        }
        return true;
    }

    private static void writeWhatIsNotZero(ImageContext copy, long offset, ByteBuffer data) {
        int grain = (int) copy.layout().objectSize();
        int begin = -1;
        for (int at = 0; at < data.limit(); at += grain) {
            boolean isZero = isZero(data, at, Math.min(grain, data.limit() - at));
            if (isZero && begin >= 0) {
                write(copy, offset, data, begin, at);
                begin = -1;
            } else if (!isZero && begin < 0) {
                begin = at;
            }
        }
        if (begin >= 0) {
            write(copy, offset, data, begin, data.limit());
        }
    }

    private static void write(ImageContext copy, long offset, ByteBuffer data, int from, int to) {
        copy.exclusiveLock().acquire();
        new ImageWriter(copy).write(offset + from, BufferRange.of(data).part(from, to - from));
    }

    private static boolean isZero(ByteBuffer data, int from, int length) {
        return data.slice(from, length).mismatch(ByteBuffer.allocate(length)) < 0;
    }
}
