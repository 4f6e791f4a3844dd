package org.rbd4j.sim.librbd;

import java.nio.ByteBuffer;
import java.util.List;

/**
 * Writes ranges of HEAD, object by object.
 *
 * @param image the image
 */
record ImageWriter(ImageContext image) {
    /** Writes a buffer's remaining bytes. */
    void write(long offset, ByteBuffer data) {
        Layout layout = image.layout();
        if (Striper.isOfOneObject(layout, offset, data.remaining())) {
            image.objectIo().write(offset / layout.objectSize(), offset % layout.objectSize(), data);
            return;
        }
        for (ObjectExtent extent : Striper.objectExtents(image.layout(), offset, data.remaining())) {
            image.objectIo().write(extent.objectNumber(), extent.offset(), gather(data, extent.bufferParts()));
        }
    }

    private static ByteBuffer gather(ByteBuffer data, List<ObjectExtent.BufferPart> parts) {
        if (parts.size() == 1) {
            return slice(data, parts.get(0));
        }
        ByteBuffer gathered = ByteBuffer.allocate(
                (int) parts.stream().mapToLong(ObjectExtent.BufferPart::length).sum());
        parts.forEach(part -> gathered.put(slice(data, part)));
        return gathered.flip();
    }

    private static ByteBuffer slice(ByteBuffer data, ObjectExtent.BufferPart part) {
        return data.slice(data.position() + (int) part.offset(), (int) part.length());
    }
}
