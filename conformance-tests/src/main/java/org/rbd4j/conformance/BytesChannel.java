package org.rbd4j.conformance;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;
import java.util.Arrays;

/** What a channel on an image is held to: a channel on bytes that it may cut off and never adds to. */
final class BytesChannel implements SeekableByteChannel {
    private byte[] bytes;
    private long position;

    BytesChannel(byte[] bytes) {
        this.bytes = bytes.clone();
    }

    byte[] bytes() {
        return bytes;
    }

    @Override
    public int read(ByteBuffer destination) {
        if (!destination.hasRemaining()) {
            return 0;
        }
        if (position >= bytes.length) {
            return -1;
        }
        int count = upToTheEnd(destination);
        destination.put(bytes, (int) position, count);
        position += count;
        return count;
    }

    @Override
    public int write(ByteBuffer source) throws IOException {
        if (!source.hasRemaining()) {
            return 0;
        }
        if (position >= bytes.length) {
            throw new IOException("no room");
        }
        int count = upToTheEnd(source);
        source.get(bytes, (int) position, count);
        position += count;
        return count;
    }

    private int upToTheEnd(ByteBuffer buffer) {
        return (int) Math.min(buffer.remaining(), bytes.length - position);
    }

    @Override
    public SeekableByteChannel truncate(long size) {
        bytes = Arrays.copyOf(bytes, (int) Math.min(size, bytes.length));
        position = Math.min(position, size);
        return this;
    }

    @Override
    public long position() {
        return position;
    }

    @Override
    public SeekableByteChannel position(long newPosition) {
        position = newPosition;
        return this;
    }

    @Override
    public long size() {
        return bytes.length;
    }

    @Override
    public boolean isOpen() {
        return true;
    }

    @Override
    public void close() {}
}
