package org.rbd4j.sim.librbd;

import org.rbd4j.sim.rados.BufferRange;
import org.rbd4j.sim.rados.IntervalSet;

/**
 * Reads ranges of an image at what is selected, object by object.
 *
 * @param image the image
 */
record ImageReader(ImageContext image) {
    /** Fills a range. */
    void fill(long offset, BufferRange destination) {
        Layout layout = image.layout();
        if (Striper.isOfOneObject(layout, offset, destination.length())) {
            image.objectIo()
                    .read(Striper.objectAt(layout, offset), Striper.offsetInObject(layout, offset), destination);
        } else {
            read(offset, destination);
        }
    }

    /**
     * Fills a range.
     *
     * @return which bytes of the range are data: what an object holds, and all that a missing object takes from a parent,
     *     which librbd reads as one thick piece
     */
    IntervalSet read(long offset, BufferRange destination) {
        IntervalSet.Builder data = new IntervalSet.Builder();
        for (ObjectExtent extent : Striper.objectExtents(image.layout(), offset, destination.length())) {
            long at = extent.offset();
            for (ObjectExtent.BufferPart part : extent.bufferParts()) {
                BufferRange piece = destination.part((int) part.offset(), (int) part.length());
                data.add(part.offset(), image.objectIo().read(extent.objectNumber(), at, piece));
                at += part.length();
            }
        }
        return data.build();
    }
}
