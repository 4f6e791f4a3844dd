package org.rbd4j;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.nio.channels.NonWritableChannelException;
import java.nio.channels.SeekableByteChannel;

/**
 * A position on one open image, moved by one operation at a time: what {@link Image#channel()} promises, by the image's own
 * calls alone.
 */
final class ImageChannel implements SeekableByteChannel {
    private static final int MOST_TRIES = 50;
    private static final int END = -1;
    private static final byte[] NOTHING = new byte[0];

    private final Image image;

    /** Guarded by this. */
    private long position;

    /** Set under this, and read without it: who asks does not wait for the operation of another thread. */
    private volatile boolean open = true;

    ImageChannel(Image image) {
        this.image = image;
    }

    /** A change of the image, and what it comes to. */
    @FunctionalInterface
    private interface Change<T> {
        T make() throws IOException;
    }

    @Override
    public synchronized int read(ByteBuffer destination) throws IOException {
        requireOpen();
        if (destination.isReadOnly()) {
            throw new IllegalArgumentException("read " + image.name() + ": the buffer is read-only");
        }
        try {
            int count = readUpToTheEnd(destination);
            position += Math.max(0, count);
            return count;
        } catch (RbdException failure) {
            throw told(failure);
        }
    }

    /**
     * Asks for the size first, for librbd judges a read by the size that the handle knows, and learns the one that another client
     * set when it is asked. Asks again if the read is refused, for the size may have changed in between, and changed back: then it
     * reads again, as long as that is likely.
     */
    private int readUpToTheEnd(ByteBuffer destination) {
        for (int triesLeft = MOST_TRIES; ; triesLeft--) {
            long size = image.size();
            try {
                return image.read(position, destination);
            } catch (InvalidArgumentException refused) {
                if (position >= Math.min(size, image.size())) {
                    return END;
                }
                if (triesLeft == 1) {
                    throw refused;
                }
            }
        }
    }

    @Override
    public synchronized int write(ByteBuffer source) throws IOException {
        requireOpen();
        int count = change(() -> writeUpToTheEnd(source));
        position += count;
        return count;
    }

    private int writeUpToTheEnd(ByteBuffer source) throws IOException {
        int length = source.remaining();
        try {
            image.write(position, source);
            return length;
        } catch (IncompleteWriteException crossing) {
            return (int) crossing.written();
        } catch (InvalidArgumentException refused) {
            // An image judges the end first, a channel who may write: a write of nothing is judged by that alone.
            image.write(position, NOTHING);
            long size = image.size();
            if (position < size) {
                throw refused;
            }
            throw new IOException(
                    "write " + image.name() + ": no room for " + length + " bytes at position " + position
                            + ", the image ends at " + size + "; a channel does not grow an image, Image.resize does",
                    refused);
        }
    }

    @Override
    public synchronized SeekableByteChannel truncate(long size) throws IOException {
        requireOpen();
        requireNotNegative("truncate", "size", size);
        change(() -> {
            if (size < image.size()) {
                image.resize(size);
            } else {
                // Who may not cut off may not leave it at that either.
                image.write(0, NOTHING);
            }
            return size;
        });
        position = Math.min(position, size);
        return this;
    }

    @Override
    public synchronized long position() throws IOException {
        requireOpen();
        return position;
    }

    @Override
    public synchronized SeekableByteChannel position(long newPosition) throws IOException {
        requireOpen();
        requireNotNegative("position", "position", newPosition);
        position = newPosition;
        return this;
    }

    @Override
    public synchronized long size() throws IOException {
        requireOpen();
        try {
            return image.size();
        } catch (RbdException failure) {
            throw told(failure);
        }
    }

    @Override
    public boolean isOpen() {
        return open;
    }

    @Override
    public synchronized void close() {
        open = false;
    }

    private static <T> T change(Change<T> change) throws IOException {
        try {
            return change.make();
        } catch (ReadOnlyImageException failure) {
            NonWritableChannelException nonWritable = new NonWritableChannelException();
            nonWritable.initCause(failure);
            throw nonWritable;
        } catch (RbdException failure) {
            throw told(failure);
        }
    }

    private static IOException told(RbdException failure) {
        return new IOException(failure.getMessage(), failure);
    }

    private void requireOpen() throws ClosedChannelException {
        if (!open) {
            throw new ClosedChannelException();
        }
    }

    private void requireNotNegative(String operation, String what, long number) {
        if (number < 0) {
            throw new IllegalArgumentException(
                    operation + " " + image.name() + ": " + what + " " + number + " is negative");
        }
    }
}
