package org.rbd4j.sim.librbd;

import java.nio.ByteBuffer;
import org.rbd4j.sim.rados.DataRequest;

/**
 * A read of one object as its image shows it at what is selected: of a missing object, the parent is read.
 *
 * @param image the image
 * @param number the object's number
 */
record ObjectRead(ImageContext image, long number) {
    private static final ByteBuffer ZEROES = ByteBuffer.allocate(1 << 16).asReadOnlyBuffer();

    /** Fills a buffer, and returns how many of its bytes are data. */
    int run(long offset, ByteBuffer destination) {
        int begin = destination.position();
        int found = image.objectMap().mayExistInSelection(number)
                ? image.io()
                        .send(new DataRequest.Read(image.header().object(number), image.snapId(), offset, destination))
                : DataRequest.Read.NOT_FOUND;
        int count = found == DataRequest.Read.NOT_FOUND ? readParent(offset, destination) : found;
        fillWithZeroes(destination.position(begin + count));
        return count;
    }

    /** Reads what the parent has for a missing object, and returns how many bytes that is, wherever it leaves the position. */
    private int readParent(long offset, ByteBuffer destination) {
        ImageContext parent = image.parent();
        if (parent == null) {
            return 0;
        }
        int begin = destination.position();
        if (Striper.isPlain(image.layout())) {
            return readPlainly(parent, offset, destination);
        }
        int done = 0;
        for (ImageExtent extent : ImageExtent.beneathOverlap(
                Striper.imageExtents(image.layout(), number, offset, destination.remaining()),
                image.selected().overlap())) {
            int length = (int) extent.length();
            new ImageReader(parent).read(extent.offset(), destination.slice(begin + done, length));
            done += length;
        }
        return done;
    }

    /** Where the object is one range of the image, it is one range of the parent. */
    private int readPlainly(ImageContext parent, long offset, ByteBuffer destination) {
        long onImage = number * image.layout().objectSize() + offset;
        int length = (int) Math.min(destination.remaining(), image.selected().overlap() - onImage);
        if (length <= 0) {
            return 0;
        }
        boolean isAll = destination.position() == 0 && length == destination.limit();
        new ImageReader(parent).fill(onImage, isAll ? destination : destination.slice(destination.position(), length));
        return length;
    }

    private static void fillWithZeroes(ByteBuffer buffer) {
        while (buffer.hasRemaining()) {
            buffer.put(ZEROES.duplicate().limit(Math.min(ZEROES.capacity(), buffer.remaining())));
        }
    }
}
