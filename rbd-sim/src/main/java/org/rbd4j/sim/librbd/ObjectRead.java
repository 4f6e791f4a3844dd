package org.rbd4j.sim.librbd;

import org.rbd4j.sim.rados.BufferRange;
import org.rbd4j.sim.rados.DataRequest;
import org.rbd4j.sim.rados.ReadOutcome;

/**
 * A read of one object as its image shows it at what is selected: of a missing object, the parent is read.
 *
 * @param image the image
 * @param number the object's number
 */
record ObjectRead(ImageContext image, long number) {
    /** What {@link #own} answers of an object that is not there. */
    static final int ABSENT = -1;

    /** Fills a range, and returns how many of its bytes are data. */
    int run(long offset, BufferRange destination) {
        int own = own(offset, destination);
        int count = own == ABSENT ? readParent(offset, destination) : own;
        destination.clearFrom(count);
        return count;
    }

    /** Reads what the object itself holds, and returns how many bytes that are. */
    int own(long offset, BufferRange destination) {
        if (!image.objectMap().mayExistInSelection(number)) {
            return ABSENT;
        }
        DataRequest.Read read =
                new DataRequest.Read(image.header().dataPrefix(), number, image.snapId(), offset, destination);
        ReadOutcome outcome = image.io().send(read);
        return outcome.isFound() ? read.bytesOf(outcome) : ABSENT;
    }

    /** Reads what the parent has for a missing object, and returns how many bytes that is. */
    private int readParent(long offset, BufferRange destination) {
        ImageContext parent = image.parent();
        if (parent == null) {
            return 0;
        }
        if (Striper.isPlain(image.layout())) {
            return readPlainly(parent, offset, destination);
        }
        int done = 0;
        for (ImageExtent extent : ImageExtent.beneathOverlap(
                Striper.imageExtents(image.layout(), number, offset, destination.length()),
                image.selected().overlap())) {
            int length = (int) extent.length();
            new ImageReader(parent).read(extent.offset(), destination.part(done, length));
            done += length;
        }
        return done;
    }

    /**
     * Where the object is one range of the image, it is one range of the parent, and of the parent's parent: however long the chain of
     * clones is, one after the other is asked, and none inside the other.
     */
    private int readPlainly(ImageContext parent, long offset, BufferRange destination) {
        long onImage = number * image.layout().objectSize() + offset;
        int length = beneathOverlap(image, onImage, destination.length());
        ImageContext from = parent;
        int shown = length;
        int found = ABSENT;
        while (from != null && shown > 0 && found == ABSENT) {
            found = readFrom(from, onImage, destination.part(0, shown));
            shown = beneathOverlap(from, onImage, shown);
            from = from.parent();
        }
        destination.part(0, length).clearFrom(Math.max(0, found));
        return length;
    }

    private static int readFrom(ImageContext from, long onImage, BufferRange destination) {
        Layout layout = from.layout();
        if (Striper.isOfOneObject(layout, onImage, destination.length())) {
            return from.objectIo()
                    .readOwn(Striper.objectAt(layout, onImage), Striper.offsetInObject(layout, onImage), destination);
        }
        new ImageReader(from).fill(onImage, destination);
        return destination.length();
    }

    private static int beneathOverlap(ImageContext image, long offset, int length) {
        return (int) Math.max(0, Math.min(length, image.selected().overlap() - offset));
    }
}
