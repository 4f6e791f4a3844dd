package org.rbd4j.sim.librbd;

import java.nio.ByteBuffer;
import org.rbd4j.sim.rados.IntervalSet;

/**
 * Reads ranges of an image at what is selected, object by object.
 *
 * @param image the image
 */
record ImageReader(ImageContext image) {
    /** Fills a buffer from position 0 to its limit. */
    void fill(long offset, ByteBuffer destination) {
        Layout layout = image.layout();
        if (Striper.isOfOneObject(layout, offset, destination.limit())) {
            image.objectIo().read(offset / layout.objectSize(), offset % layout.objectSize(), destination);
        } else {
            read(offset, destination);
        }
    }

    /**
     * Fills a buffer from position 0 to its limit.
     *
     * @return which bytes of the buffer are data: what an object holds, and all that a missing object takes from a parent,
     *     which librbd reads as one thick piece
     */
    IntervalSet read(long offset, ByteBuffer destination) {
        IntervalSet.Builder data = new IntervalSet.Builder();
        for (ObjectExtent extent : Striper.objectExtents(image.layout(), offset, destination.limit())) {
            long at = extent.offset();
            for (ObjectExtent.BufferPart part : extent.bufferParts()) {
                ByteBuffer slice = destination.slice((int) part.offset(), (int) part.length());
                data.add(part.offset(), image.objectIo().read(extent.objectNumber(), at, slice));
                at += part.length();
            }
        }
        return data.build();
    }
}
