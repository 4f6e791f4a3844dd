package org.rbd4j.librbd;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static org.rbd4j.librbd.LibrbdFunctions.RBD_GET_CREATE_TIMESTAMP;
import static org.rbd4j.librbd.LibrbdFunctions.RBD_GET_FEATURES;
import static org.rbd4j.librbd.LibrbdFunctions.RBD_GET_FLAGS;
import static org.rbd4j.librbd.LibrbdFunctions.RBD_GET_OLD_FORMAT;
import static org.rbd4j.librbd.LibrbdFunctions.RBD_GET_OVERLAP;
import static org.rbd4j.librbd.LibrbdFunctions.RBD_GET_PARENT;
import static org.rbd4j.librbd.LibrbdFunctions.RBD_GET_SIZE;
import static org.rbd4j.librbd.LibrbdFunctions.RBD_GET_STRIPE_COUNT;
import static org.rbd4j.librbd.LibrbdFunctions.RBD_GET_STRIPE_UNIT;
import static org.rbd4j.librbd.LibrbdFunctions.RBD_LINKED_IMAGE_SPEC_CLEANUP;
import static org.rbd4j.librbd.LibrbdFunctions.RBD_LINKED_IMAGE_SPEC_LIST_CLEANUP;
import static org.rbd4j.librbd.LibrbdFunctions.RBD_LIST_CHILDREN3;
import static org.rbd4j.librbd.LibrbdFunctions.RBD_SNAP_SPEC_CLEANUP;
import static org.rbd4j.librbd.LibrbdFunctions.RBD_STAT;
import static org.rbd4j.librbd.LibrbdFunctions.RBD_WATCHERS_LIST;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.rbd4j.Errno;
import org.rbd4j.Features;
import org.rbd4j.ImageFlags;
import org.rbd4j.ImageNotFoundException;
import org.rbd4j.ImageSpec;
import org.rbd4j.ImageStat;
import org.rbd4j.ParentSnapshot;
import org.rbd4j.internal.Subject;

/** What an open image tells about itself; nothing of it is remembered, for only librbd knows. */
final class LibrbdImageInfo {
    private final Subject subject;
    private final Handle handle;
    private final Why whyNotFound;

    LibrbdImageInfo(Subject subject, Handle handle, Why whyNotFound) {
        this.subject = subject;
        this.handle = handle;
        this.whyNotFound = whyNotFound;
    }

    /** Whether somebody removed the image meanwhile. */
    boolean isGone() {
        try {
            handle.call(subject.call("size"), (image, arena) -> ask("size", RBD_GET_SIZE, image, arena));
            return false;
        } catch (ImageNotFoundException gone) {
            return true;
        }
    }

    long size() {
        return ask("size", RBD_GET_SIZE);
    }

    Instant createdAt() {
        String what = subject.call("createdAt");
        return call(what, (image, arena) -> {
            MemorySegment time = arena.allocate(JAVA_LONG, 2);
            ReturnCode.check(what, (int) RBD_GET_CREATE_TIMESTAMP.invokeExact(image, time));
            return Instant.ofEpochSecond(time.getAtIndex(JAVA_LONG, 0), time.getAtIndex(JAVA_LONG, 1));
        });
    }

    ImageStat stat() {
        String what = subject.call("stat");
        return call(what, (image, arena) -> stat(what, image, arena));
    }

    Features features() {
        return new Features(ask("features", RBD_GET_FEATURES));
    }

    /** Those of an image that the caller is inside. */
    static Features features(String what, MemorySegment image, Arena arena) throws Throwable {
        return new Features(ask(what, RBD_GET_FEATURES, image, arena));
    }

    /**
     * Asks for the header itself, which librbd may not have done for long: 0, or what C returned if it is not there. That there is no room
     * for those who watch it, this handle among them, is told once they are known.
     */
    static int askForHeader(MemorySegment image, Arena arena) throws Throwable {
        MemorySegment noRoom = arena.allocate(JAVA_LONG);
        int returned = (int) RBD_WATCHERS_LIST.invokeExact(image, MemorySegment.NULL, noRoom);
        return returned == ReturnCode.TOO_SMALL ? 0 : returned;
    }

    ImageFlags flags() {
        return new ImageFlags(ask("flags", RBD_GET_FLAGS));
    }

    boolean isOldFormat() {
        String what = subject.call("isOldFormat");
        return call(what, (image, arena) -> {
            MemorySegment answer = arena.allocate(JAVA_BYTE);
            ReturnCode.check(what, (int) RBD_GET_OLD_FORMAT.invokeExact(image, answer));
            return answer.get(JAVA_BYTE, 0) != 0;
        });
    }

    long stripeUnit() {
        return ask("stripeUnit", RBD_GET_STRIPE_UNIT);
    }

    long stripeCount() {
        return ask("stripeCount", RBD_GET_STRIPE_COUNT);
    }

    Optional<ParentSnapshot> parent() {
        String what = subject.call("parent");
        return call(what, (image, arena) -> parent(what, image, arena));
    }

    long overlap() {
        return ask("overlap", RBD_GET_OVERLAP);
    }

    List<ImageSpec> children() {
        String what = subject.call("children");
        List<ImageSpec> children = handle.call(
                what,
                (image, arena) -> CList.read(
                        what,
                        arena,
                        LibrbdStructs.LINKED_IMAGE_SPEC,
                        (array, count) -> (int) RBD_LIST_CHILDREN3.invokeExact(image, array, count),
                        (array, count) -> {
                            RBD_LINKED_IMAGE_SPEC_LIST_CLEANUP.invokeExact(array, count);
                        },
                        LibrbdStructs::linkedImage));
        return children.stream().sorted().toList();
    }

    static ImageStat stat(String what, MemorySegment image, Arena arena) throws Throwable {
        MemorySegment info = arena.allocate(LibrbdStructs.IMAGE_INFO);
        ReturnCode.check(what, (int) RBD_STAT.invokeExact(image, info, info.byteSize()));
        return LibrbdStructs.imageStat(info, ImageSize.blockNamePrefix(what, image, arena));
    }

    private static Optional<ParentSnapshot> parent(String what, MemorySegment image, Arena arena) throws Throwable {
        MemorySegment parent = arena.allocate(LibrbdStructs.LINKED_IMAGE_SPEC);
        MemorySegment snapshot = arena.allocate(LibrbdStructs.SNAP_SPEC);
        int returned = (int) RBD_GET_PARENT.invokeExact(image, parent, snapshot);
        if (returned == -Errno.ENOENT) {
            return Optional.empty();
        }
        ReturnCode.check(what, returned);
        try {
            return Optional.of(LibrbdStructs.parentSnapshot(parent, snapshot));
        } finally {
            RBD_LINKED_IMAGE_SPEC_CLEANUP.invokeExact(parent);
            RBD_SNAP_SPEC_CLEANUP.invokeExact(snapshot);
        }
    }

    /** A question whose answer is one number. */
    private long ask(String question, MethodHandle function) {
        String what = subject.call(question);
        return call(what, (image, arena) -> ask(what, function, image, arena));
    }

    private <T> T call(String what, Handle.Call<T> question) {
        try {
            return handle.call(what, question);
        } catch (ImageNotFoundException gone) {
            throw new ImageNotFoundException(whyNotFound.told(what, Errno.ENOENT));
        }
    }

    static long ask(String what, MethodHandle function, MemorySegment image, Arena arena) throws Throwable {
        MemorySegment answer = arena.allocate(JAVA_LONG);
        ReturnCode.check(what, (int) function.invokeExact(image, answer));
        return answer.get(JAVA_LONG, 0);
    }
}
