package org.rbd4j.conformance;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;

/** One call of a channel that answers the same on every channel with the same bytes and the same position. */
sealed interface ChannelStep {
    /** Bytes of a buffer that lie before its position, so that a call begins in its midst. */
    int MARGIN = 3;

    /** Makes the call, and tells what came of it. */
    Answer run(SeekableByteChannel channel) throws IOException;

    /**
     * What came of a call.
     *
     * @param result what it returned, or that it failed
     * @param buffer what it left in the buffer up to the buffer's position
     * @param position where it left the channel
     * @param size how many bytes it left
     */
    record Answer(String result, ByteBuffer buffer, long position, long size) {
        static Answer of(Object result, ByteBuffer buffer, SeekableByteChannel channel) throws IOException {
            return new Answer(result.toString(), buffer.duplicate().flip(), channel.position(), channel.size());
        }
    }

    /** A new position, which may lie past the end. */
    record Position(long to) implements ChannelStep {
        @Override
        public Answer run(SeekableByteChannel channel) throws IOException {
            boolean same = channel.position(to) == channel;
            return Answer.of(same, ByteBuffer.allocate(0), channel);
        }
    }

    /** A read where the last call left the position. */
    record Read(int length, boolean direct) implements ChannelStep {
        @Override
        public Answer run(SeekableByteChannel channel) throws IOException {
            ByteBuffer destination = buffer(length, direct);
            return Answer.of(channel.read(destination), destination, channel);
        }
    }

    /** A write, where the last call left the position, of bytes that tell their seed. */
    record Write(int length, int seed, boolean direct) implements ChannelStep {
        @Override
        public Answer run(SeekableByteChannel channel) throws IOException {
            ByteBuffer source = buffer(length, direct);
            source.put(Content.of(seed, length)).position(MARGIN);
            try {
                return Answer.of(channel.write(source), source, channel);
            } catch (IOException noRoom) {
                return Answer.of("no room", source, channel);
            }
        }
    }

    /** A truncation, also to more than there is. */
    record Truncate(long size) implements ChannelStep {
        @Override
        public Answer run(SeekableByteChannel channel) throws IOException {
            boolean same = channel.truncate(size) == channel;
            return Answer.of(same, ByteBuffer.allocate(0), channel);
        }
    }

    private static ByteBuffer buffer(int length, boolean direct) {
        int capacity = MARGIN + length;
        ByteBuffer buffer = direct ? ByteBuffer.allocateDirect(capacity) : ByteBuffer.allocate(capacity);
        return buffer.position(MARGIN);
    }
}
