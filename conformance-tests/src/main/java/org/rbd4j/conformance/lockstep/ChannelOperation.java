package org.rbd4j.conformance.lockstep;

import java.nio.ByteBuffer;
import java.nio.channels.SeekableByteChannel;

/** A step through a channel that is opened for it alone. Where it begins is told as a {@link DataOperation} tells it. */
public sealed interface ChannelOperation extends Operation {
    /**
     * Reads bytes, or comes to the end.
     *
     * @param handle which handle
     * @param object where to begin
     * @param bytes where to begin
     * @param length how many bytes
     */
    record ReadThroughChannel(int handle, int object, int bytes, int length) implements ChannelOperation {
        @Override
        public Step run(World world) {
            return world.onHandle(this, any -> true, handle, (state, image) -> {
                if (Hazards.waitsForTheAdvisoryLockToRead(state.image)) {
                    return Step.skipped(this);
                }
                long offset = Shapes.offset(image, object, bytes);
                return Step.of(state + ".channel().position(" + offset + ").read(" + length + ")", () -> {
                    try (SeekableByteChannel channel = image.channel()) {
                        ByteBuffer destination = ByteBuffer.allocate(length);
                        int count = channel.position(offset).read(destination);
                        return count < 0 ? "the end" : new Bytes(destination.array(), count);
                    }
                });
            });
        }
    }

    /**
     * Writes bytes that tell their seed, as many as there is room for.
     *
     * @param handle which handle
     * @param object where to begin
     * @param bytes where to begin
     * @param length how many bytes
     * @param seed which bytes
     */
    record WriteThroughChannel(int handle, int object, int bytes, int length, int seed) implements ChannelOperation {
        @Override
        public Step run(World world) {
            return world.onHandle(this, HandleState::writesHead, handle, (state, image) -> {
                if (Hazards.waitsForTheAdvisoryLock(state.image)) {
                    return Step.skipped(this);
                }
                long offset = Shapes.offset(image, object, bytes);
                String call = ".channel().position(" + offset + ").write(" + length + " bytes of seed " + seed + ")";
                return Step.of(state + call, () -> {
                    try (SeekableByteChannel channel = image.channel()) {
                        return channel.position(offset).write(ByteBuffer.wrap(Shapes.content(seed, length)))
                                + " bytes written";
                    }
                });
            });
        }
    }

    /**
     * Truncates, where that is less than there is.
     *
     * @param handle which handle
     * @param objects the size in objects
     * @param bytes the size's bytes on top
     */
    record Truncate(int handle, int objects, int bytes) implements ChannelOperation {
        @Override
        public Step run(World world) {
            return world.onHandle(this, HandleState::writesHead, handle, (state, image) -> {
                // Where there is nothing to cut off, a channel writes nothing to know whether it may, and that waits.
                if (Hazards.waitsForTheAdvisoryLock(state.image)) {
                    return Step.skipped(this);
                }
                long size = Shapes.size(image.stat().objectSizeInBytes(), objects, bytes);
                return Step.of(state + ".channel().truncate(" + size + ")", () -> {
                    try (SeekableByteChannel channel = image.channel()) {
                        channel.position(channel.size()).truncate(size);
                        return "at " + channel.position() + " of " + channel.size() + " bytes";
                    }
                });
            });
        }
    }
}
