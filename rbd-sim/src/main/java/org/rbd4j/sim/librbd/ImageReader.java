package org.rbd4j.sim.librbd;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import org.rbd4j.sim.rados.IntervalSet;

/** Reads what is selected in an image: from its objects, and where one is missing from the parent beneath the overlap. */
final class ImageReader {
    private static final ByteBuffer ZEROES = ByteBuffer.allocate(64 * 1024).asReadOnlyBuffer();

    private final ImageContext image;

    ImageReader(ImageContext image) {
        this.image = image;
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
            readObject(extent, destination, data);
        }
        return data.build();
    }

    private void readObject(ObjectExtent extent, ByteBuffer destination, IntervalSet.Builder data) {
        long at = extent.offset();
        boolean mayExist = image.objectMap().mayExistInSelection(extent.objectNumber());
        for (ObjectExtent.BufferPart part : extent.bufferParts()) {
            ByteBuffer slice = destination.slice((int) part.offset(), (int) part.length());
            int count = mayExist ? image.io().read(image.object(extent.objectNumber()), image.snapId(), at, slice) : -1;
            if (count < 0) {
                data.add(part.offset(), readParent(extent.objectNumber(), at, part, slice));
            } else {
                data.add(part.offset(), count);
            }
            fillWithZeroes(slice);
            at += part.length();
        }
    }

    /** Reads what the parent has for a missing object, and returns how many bytes that is. */
    private int readParent(long objectNumber, long objectOffset, ObjectExtent.BufferPart part, ByteBuffer destination) {
        ImageContext parent = image.parent();
        if (parent == null) {
            return 0;
        }
        int done = 0;
        for (ImageExtent extent : beneathOverlap(
                Striper.imageExtents(image.layout(), objectNumber, objectOffset, part.length()), image.overlap())) {
            int length = (int) extent.length();
            new ImageReader(parent).read(extent.offset(), destination.slice(done, length));
            done += length;
        }
        destination.position(done);
        return done;
    }

    /** Drops what lies past the overlap. The extents are in order, so that what is left begins with the first. */
    static List<ImageExtent> beneathOverlap(List<ImageExtent> extents, long overlap) {
        List<ImageExtent> left = new ArrayList<>();
        for (ImageExtent extent : extents) {
            if (extent.offset() < overlap) {
                left.add(new ImageExtent(extent.offset(), Math.min(extent.length(), overlap - extent.offset())));
            }
        }
        return left;
    }

    private static void fillWithZeroes(ByteBuffer buffer) {
        while (buffer.hasRemaining()) {
            buffer.put(ZEROES.duplicate().limit(Math.min(ZEROES.capacity(), buffer.remaining())));
        }
    }
}
