package org.rbd4j.sim.librbd;

import java.nio.ByteBuffer;
import java.util.List;
import org.rbd4j.sim.rados.BufferRange;

/**
 * Writes ranges of HEAD, object by object.
 *
 * @param image the image
 */
record ImageWriter(ImageContext image) {
    /** Writes. */
    void write(long offset, BufferRange data) {
        Layout layout = image.layout();
        if (Striper.isOfOneObject(layout, offset, data.length())) {
            image.objectIo().write(Striper.objectAt(layout, offset), Striper.offsetInObject(layout, offset), data);
            return;
        }
        for (ObjectExtent extent : Striper.objectExtents(image.layout(), offset, data.length())) {
            image.objectIo().write(extent.objectNumber(), extent.offset(), gather(data, extent.bufferParts()));
        }
    }

    private static BufferRange gather(BufferRange data, List<ObjectExtent.BufferPart> parts) {
        if (parts.size() == 1) {
            return data.part((int) parts.get(0).offset(), (int) parts.get(0).length());
        }
        byte[] gathered = new byte
                [(int) parts.stream().mapToLong(ObjectExtent.BufferPart::length).sum()];
        int at = 0;
        for (ObjectExtent.BufferPart part : parts) {
            data.get((int) part.offset(), gathered, at, (int) part.length());
            at += (int) part.length();
        }
        return BufferRange.of(ByteBuffer.wrap(gathered));
    }
}
