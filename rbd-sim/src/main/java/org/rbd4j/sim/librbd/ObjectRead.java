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
    /** Fills a range, and returns how many of its bytes are data. */
    int run(long offset, BufferRange destination) {
        int count = image.objectMap().mayExistInSelection(number)
                ? readObject(offset, destination)
                : readParent(offset, destination);
        destination.clearFrom(count);
        return count;
    }

    private int readObject(long offset, BufferRange destination) {
        DataRequest.Read read =
                new DataRequest.Read(image.header().dataPrefix(), number, image.snapId(), offset, destination);
        ReadOutcome outcome = image.io().send(read);
        return outcome.isFound() ? read.bytesOf(outcome) : readParent(offset, destination);
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
     * Where the object is one range of the image, it is one range of the parent. Of a long chain of clones, most say by their object
     * maps that they lack the object: what they would have of their parents is asked of these at once.
     */
    private int readPlainly(ImageContext parent, long offset, BufferRange destination) {
        long onImage = number * image.layout().objectSize() + offset;
        int length = beneathOverlap(image, onImage, destination.length());
        ImageContext from = parent;
        int found = length;
        while (from != null && found > 0 && lacks(from, onImage, found)) {
            found = beneathOverlap(from, onImage, found);
            from = from.parent();
        }
        if (from == null) {
            found = 0;
        } else if (found > 0) {
            new ImageReader(from).fill(onImage, destination.part(0, found));
        }
        destination.part(0, length).clearFrom(found);
        return length;
    }

    private static boolean lacks(ImageContext image, long offset, int length) {
        return Striper.isOfOneObject(image.layout(), offset, length)
                && !image.objectMap().mayExistInSelection(Striper.objectAt(image.layout(), offset));
    }

    private static int beneathOverlap(ImageContext image, long offset, int length) {
        return (int) Math.max(0, Math.min(length, image.selected().overlap() - offset));
    }
}
