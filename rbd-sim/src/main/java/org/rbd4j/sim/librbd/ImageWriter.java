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
            return piece(data, parts.get(0));
        }
        ByteBuffer gathered = ByteBuffer.allocate(
                (int) parts.stream().mapToLong(ObjectExtent.BufferPart::length).sum());
        parts.forEach(part -> {
            BufferRange piece = piece(data, part);
            gathered.put(piece.copy(0, piece.length()));
        });
        return BufferRange.of(gathered.flip());
    }

    private static BufferRange piece(BufferRange data, ObjectExtent.BufferPart part) {
        return data.part((int) part.offset(), (int) part.length());
    }
}
