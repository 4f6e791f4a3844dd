package org.rbd4j.librbd;

import static org.rbd4j.librbd.LibrbdFunctions.RBD_GET_BLOCK_NAME_PREFIX;
import static org.rbd4j.librbd.LibrbdFunctions.RBD_GET_SIZE;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import org.jspecify.annotations.Nullable;

/** One image's size, which is librbd's to know, and the lock under which it stays what it is. */
final class ImageSize {
    private static final int PREFIX_ROOM = 256;

    private final String clusterId;
    private final Handle handle;
    private volatile @Nullable ImageLock lock;

    ImageSize(String clusterId, Handle handle) {
        this.clusterId = clusterId;
        this.handle = handle;
    }

    /**
     * Found at the first write, so that a mere reader does not ask for it.
     *
     * @param what operation, image and numbers, in case that it cannot be found
     */
    ImageLock lock(String what) {
        ImageLock known = lock;
        if (known == null) {
            String prefix = handle.call(what, (image, arena) -> blockNamePrefix(what, image, arena));
            known = ImageLock.of(clusterId + "/" + prefix);
            lock = known;
        }
        return known;
    }

    /** The lock, once it was found. */
    @Nullable
    ImageLock knownLock() {
        return lock;
    }

    /** Makes a call during which the image stays as it is. */
    <T> T callWhileItStays(String what, Handle.Call<T> call) {
        ImageLock known = lock(what);
        return handle.call(what, (image, arena) -> known.whileItStays(() -> call.invoke(image, arena)));
    }

    /** Makes such a call, which answers with nothing but a return code. */
    long callForCodeWhileItStays(String what, Why why, Handle.Call<? extends Number> call) {
        return ReturnCode.check(what, callWhileItStays(what, call).longValue(), why);
    }

    static String blockNamePrefix(String what, MemorySegment image, Arena arena) throws Throwable {
        MemorySegment prefix = arena.allocate(PREFIX_ROOM);
        ReturnCode.check(what, (int) RBD_GET_BLOCK_NAME_PREFIX.invokeExact(image, prefix, prefix.byteSize()));
        return prefix.getString(0);
    }

    /**
     * Makes the handle learn the size that another handle gave the image: librbd clips I/O by the size that it knows and learns
     * the new one afterwards. A read past the old end would fail, one of a snapshot that is gone would not; and librbd ends the
     * process if the object map has become too short for what it clipped.
     *
     * @return the size of what is selected, in bytes
     */
    static long learn(String what, MemorySegment image, Arena arena) throws Throwable {
        return LibrbdImageInfo.ask(what, RBD_GET_SIZE, image, arena);
    }
}
