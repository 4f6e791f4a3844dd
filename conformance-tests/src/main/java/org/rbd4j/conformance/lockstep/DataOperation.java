package org.rbd4j.conformance.lockstep;

import java.nio.ByteBuffer;
import java.util.Optional;
import org.rbd4j.DiffRange;
import org.rbd4j.IoAdvice;
import org.rbd4j.conformance.lockstep.ImageState.SnapshotState;

/**
 * A step on an image's bytes. Where it begins is told by {@code object}, a stripe unit's number, and {@code bytes} on from that
 * unit's beginning, or back from its end if negative.
 */
public sealed interface DataOperation extends Operation {
    /**
     * Writes bytes that tell their seed.
     *
     * @param handle which handle
     * @param object where to begin
     * @param bytes where to begin
     * @param length how many bytes
     * @param seed which bytes
     * @param crossing true if it may cross the end, false to cut it there
     */
    record Write(int handle, int object, int bytes, int length, int seed, boolean crossing) implements DataOperation {
        @Override
        public Step run(World world) {
            return world.onHandle(this, HandleState::writesHead, handle, (state, image) -> {
                if (Hazards.waitsForTheAdvisoryLock(state.image)) {
                    return Step.skipped(this);
                }
                long offset = Shapes.offset(image, object, bytes);
                int count = crossing ? length : (int) Math.min(length, Math.max(0, image.size() - offset));
                return Step.of(state + ".write(" + offset + ", " + count + " bytes of seed " + seed + ")", () -> {
                    image.write(offset, ByteBuffer.wrap(Shapes.content(seed, count)), advice(seed));
                    return "written";
                });
            });
        }
    }

    /**
     * Reads bytes.
     *
     * @param handle which handle
     * @param object where to begin
     * @param bytes where to begin
     * @param length how many bytes
     */
    record Read(int handle, int object, int bytes, int length) implements DataOperation {
        @Override
        public Step run(World world) {
            return world.onHandle(this, any -> true, handle, (state, image) -> {
                if (Hazards.waitsForTheAdvisoryLockToRead(state.image)) {
                    return Step.skipped(this);
                }
                long offset = Shapes.offset(image, object, bytes);
                return Step.of(state + ".read(" + offset + ", " + length + ")", () -> {
                    ByteBuffer destination = ByteBuffer.allocate(length);
                    int count = image.read(offset, destination, advice(length));
                    return new Bytes(destination.array(), count);
                });
            });
        }
    }

    /**
     * Discards a range.
     *
     * @param handle which handle
     * @param object where to begin
     * @param bytes where to begin
     * @param objects the length in stripe units
     * @param more the length's bytes on top
     */
    record Discard(int handle, int object, int bytes, int objects, int more) implements DataOperation {
        @Override
        public Step run(World world) {
            return world.onHandle(this, HandleState::writesHead, handle, (state, image) -> {
                if (Hazards.waitsForTheAdvisoryLock(state.image)) {
                    return Step.skipped(this);
                }
                long offset = Shapes.offset(image, object, bytes);
                long unit = image.stripeUnit();
                long length = objects * unit + Math.floorMod(more, unit);
                return Step.of(state + ".discard(" + offset + ", " + length + ")", () -> {
                    image.discard(offset, length);
                    return "discarded";
                });
            });
        }
    }

    /**
     * Flushes.
     *
     * @param handle which handle
     */
    record Flush(int handle) implements DataOperation {
        @Override
        public Step run(World world) {
            return world.onHandle(this, any -> true, handle, (state, image) -> {
                if (Hazards.waitsForTheAdvisoryLock(state.image)) {
                    return Step.skipped(this);
                }
                return Step.of(state + ".flush()", () -> {
                    image.flush();
                    return "flushed";
                });
            });
        }
    }

    /**
     * Drops what the handle keeps in memory.
     *
     * @param handle which handle
     */
    record InvalidateCache(int handle) implements DataOperation {
        @Override
        public Step run(World world) {
            return world.onHandle(this, any -> true, handle, (state, image) -> {
                return Step.of(state + ".invalidateCache()", () -> {
                    image.invalidateCache();
                    return "invalidated";
                });
            });
        }
    }

    /**
     * Takes the diff of a part.
     *
     * @param handle which handle
     * @param since 0 for the beginning, else which snapshot, counted from 1
     * @param object where to begin
     * @param bytes where to begin
     * @param objects the length in stripe units, and one byte more; errant for no length at all
     * @param includeParent with the parent
     * @param wholeObject by object
     */
    record Diff(int handle, int since, int object, int bytes, int objects, boolean includeParent, boolean wholeObject)
            implements DataOperation {
        @Override
        public Step run(World world) {
            return world.onHandle(this, any -> true, handle, (state, image) -> {
                long length = objects >= World.ERRANT ? 0 : objects * image.stripeUnit() + 1;
                Optional<SnapshotState> earlier =
                        since == 0 ? Optional.empty() : World.pick(state.image.snapshots, any -> true, since - 1);
                DiffRange range = earlier.map(snapshot -> DiffRange.since(snapshot.name))
                        .orElseGet(DiffRange::sinceBeginning)
                        .withPart(Shapes.offset(image, object, bytes), length)
                        .withParent(includeParent)
                        .withWholeObject(wholeObject);
                return Step.of(
                        state + ".diff(" + CanonicalText.of(range) + ")", () -> Observation.extents(image, range));
            });
        }
    }

    /** None, or one; whichever it is, it changes no answer. */
    private static IoAdvice[] advice(int choice) {
        IoAdvice[] all = IoAdvice.values();
        int chosen = choice % (2 * all.length);
        return chosen < all.length ? new IoAdvice[] {all[chosen]} : new IoAdvice[0];
    }
}
