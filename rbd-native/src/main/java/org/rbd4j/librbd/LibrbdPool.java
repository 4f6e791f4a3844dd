package org.rbd4j.librbd;

import static org.rbd4j.librbd.LibrbdFunctions.RBD_CLONE3;
import static org.rbd4j.librbd.LibrbdFunctions.RBD_CLOSE;
import static org.rbd4j.librbd.LibrbdFunctions.RBD_CREATE4;
import static org.rbd4j.librbd.LibrbdFunctions.RBD_IMAGE_SPEC_LIST_CLEANUP;
import static org.rbd4j.librbd.LibrbdFunctions.RBD_LIST2;
import static org.rbd4j.librbd.LibrbdFunctions.RBD_REMOVE;
import static org.rbd4j.librbd.LibrbdFunctions.RBD_REMOVE_WITH_PROGRESS;
import static org.rbd4j.librbd.LibrbdFunctions.RBD_RENAME;

import java.util.Collections;
import java.util.List;
import java.util.Objects;
import org.rbd4j.Errno;
import org.rbd4j.Image;
import org.rbd4j.ImageNotFoundException;
import org.rbd4j.ImageOptions;
import org.rbd4j.InvalidArgumentException;
import org.rbd4j.OpenOptions;
import org.rbd4j.Pool;
import org.rbd4j.Progress;
import org.rbd4j.RbdException;
import org.rbd4j.internal.Quoted;
import org.rbd4j.internal.Reason;
import org.rbd4j.internal.Subject;

/** One rados_ioctx_t, and the images opened from it. */
final class LibrbdPool implements Pool {
    private static final Why WHY_NOT_REMOVED = errno -> switch (errno) {
        case Errno.ENOENT -> Reason.NO_SUCH_IMAGE.of();
        case Errno.ENOTEMPTY -> Reason.HAS_SNAPSHOTS.of();
        case Errno.EBUSY -> Reason.IN_USE.of();
        default -> null;
    };

    private final String name;
    private final String clusterId;
    private final Handle handle;
    private final LibradosConnection connection;
    private final Deadline deadline;

    LibrbdPool(String name, String clusterId, Handle handle, LibradosConnection connection, Deadline deadline) {
        this.name = name;
        this.clusterId = clusterId;
        this.handle = handle;
        this.connection = connection;
        this.deadline = deadline;
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public void createImage(String image, long sizeInBytes, ImageOptions options) {
        Objects.requireNonNull(options, "options");
        String what = subject().image(image).call("createImage", Subject.bytes(sizeInBytes) + ", " + options);
        if (sizeInBytes < 0) {
            throw new InvalidArgumentException(what + ": " + Reason.NEGATIVE.of(sizeInBytes));
        }
        Why why = errno -> connection
                .creationDefaults()
                .reasons(image, sizeInBytes, options)
                .reasonOf(errno);
        ImageLock lock = nameLock(image);
        handle.callForCode(
                what,
                why,
                (ioctx, arena) -> lock.whileItStays(() -> (int) RBD_CREATE4.invokeExact(
                        ioctx,
                        CString.toC(arena, what, image),
                        sizeInBytes,
                        ImageOptionSet.toC(arena, what, options))));
    }

    @Override
    public void cloneImage(String image, String snapshot, Pool childPool, String child, ImageOptions options) {
        Objects.requireNonNull(options, "options");
        String what = subject()
                .image(image)
                .snapshot(snapshot)
                .call("cloneImage", "to " + Subject.pool(childPool.name()).image(child) + ", " + options);
        LibrbdPool target = ofSameConnection(what, childPool);
        if (snapshot.isEmpty()) {
            throw new InvalidArgumentException(what + ": " + Reason.NAME_EMPTY.of());
        }
        ImageLock lock = target.nameLock(child);
        handle.callForCode(
                what,
                errno -> new CloneReasons(this, image, snapshot, child, options).reasonOf(errno),
                (ioctx, arena) -> target.handle.call(
                        what,
                        (childIoctx, childArena) -> lock.whileItStays(() -> (int) RBD_CLONE3.invokeExact(
                                ioctx,
                                CString.toC(childArena, what, image),
                                CString.toC(childArena, what, snapshot),
                                childIoctx,
                                CString.toC(childArena, what, child),
                                ImageOptionSet.toC(childArena, what, options)))));
    }

    @Override
    public List<String> listImages() {
        String what = subject().call("listImages");
        List<String> names = handle.call(
                what,
                (ioctx, arena) -> CList.read(
                        what,
                        arena,
                        LibrbdStructs.IMAGE_SPEC,
                        (array, count) -> (int) RBD_LIST2.invokeExact(ioctx, array, count),
                        (array, count) -> {
                            RBD_IMAGE_SPEC_LIST_CLEANUP.invokeExact(array, count);
                        },
                        LibrbdStructs::imageName));
        Collections.sort(names);
        return List.copyOf(names);
    }

    @Override
    public void removeImage(String image, Progress progress) {
        String what = subject().image(image).call("removeImage");
        ImageLock lock = nameLock(image);
        if (progress == Progress.NONE) {
            handle.callForCode(
                    what,
                    WHY_NOT_REMOVED,
                    (ioctx, arena) -> lock.whileItChanges(
                            () -> (int) RBD_REMOVE.invokeExact(ioctx, CString.toC(arena, what, image))));
            return;
        }
        ProgressReports.passOn(
                progress,
                (callback, argument) -> handle.callForCode(
                        what,
                        WHY_NOT_REMOVED,
                        (ioctx, arena) -> lock.whileItChanges(() -> (int) RBD_REMOVE_WITH_PROGRESS.invokeExact(
                                ioctx, CString.toC(arena, what, image), callback, argument))));
    }

    @Override
    public void renameImage(String from, String to) {
        String what = subject().image(from).call("renameImage", "to " + Quoted.of(to));
        // librbd answers 22 to an empty new name, yet leaves half an image of that name behind.
        requireName(what, to);
        Why why = errno -> switch (errno) {
            case Errno.ENOENT -> Reason.NO_SUCH_IMAGE.of();
            case Errno.EEXIST -> Reason.IMAGE_EXISTS.of(to);
            case Errno.EROFS -> Reason.LOCK_ELSEWHERE.of();
            default -> null;
        };
        // In one order, whichever way two calls rename.
        boolean isInOrder = from.compareTo(to) < 0;
        ImageLock first = nameLock(isInOrder ? from : to);
        ImageLock second = nameLock(isInOrder ? to : from);
        handle.callForCode(what, why, (ioctx, arena) -> {
            ImageLock.Call<Integer> renaming = () ->
                    (int) RBD_RENAME.invokeExact(ioctx, CString.toC(arena, what, from), CString.toC(arena, what, to));
            ImageLock.Call<Integer> withinSecond = () -> second.whileItChanges(renaming);
            return first.whileItChanges(first == second ? renaming : withinSecond);
        });
    }

    @Override
    public Image openImage(String image, OpenOptions options) {
        Objects.requireNonNull(options, "options");
        Subject unselected = subject().image(image);
        String what =
                options.snapshot().map(unselected::snapshot).orElse(unselected).call("openImage");
        // librbd takes the snapshot of the empty name for HEAD.
        options.snapshot().ifPresent(snapshot -> requireName(what, snapshot));
        ImageLock lock = nameLock(image);
        Handle opened;
        try {
            opened = handle.open(
                    what,
                    "image",
                    unselected.toString(),
                    (ioctx, arena) ->
                            lock.whileItStays(() -> new ImageOpening(what, ioctx, arena).open(image, options)),
                    (pointer, arena) ->
                            ReturnCode.check(unselected.call("close"), (int) RBD_CLOSE.invokeExact(pointer)));
        } catch (ImageNotFoundException missing) {
            throw RbdException.of(Errno.ENOENT, whyNotOpened(image, options).told(what, Errno.ENOENT));
        }
        try {
            LibrbdImage atHead = new LibrbdImage(image, this, opened, options.readOnly());
            return options.snapshot().isEmpty()
                    ? atHead
                    : atHead.at(what, options.snapshot().get());
        } catch (RuntimeException | Error failure) {
            opened.close();
            throw failure;
        }
    }

    Handle handle() {
        return handle;
    }

    /** The lock of an image's name in this pool. */
    ImageLock nameLock(String image) {
        return ImageLock.ofName(clusterId + "/" + name, image);
    }

    /** librbd says of both in the same way that they are not there. */
    private Why whyNotOpened(String image, OpenOptions options) {
        return errno -> options.snapshot().isPresent() && listImages().contains(image)
                ? Reason.NO_SUCH_SNAPSHOT.of(options.snapshot().get())
                : Reason.NO_SUCH_IMAGE.of();
    }

    /** librbd asserts that an image has a name, and takes the empty snapshot name for HEAD. */
    private static void requireName(String what, String name) {
        if (name.isEmpty()) {
            throw new InvalidArgumentException(what + ": " + Reason.NAME_EMPTY.of());
        }
    }

    /** A pool in which something of this pool's ends up: librbd takes no two connections for one operation. */
    LibrbdPool ofSameConnection(String what, Pool destination) {
        if (!(destination instanceof LibrbdPool target) || target.connection != connection) {
            throw new InvalidArgumentException(what + ": " + Reason.POOL_OF_ANOTHER_CONNECTION.of(destination.name()));
        }
        return target;
    }

    /** How messages call it. */
    Subject subject() {
        return Subject.pool(name);
    }

    CreationDefaults creationDefaults() {
        return connection.creationDefaults();
    }

    String clusterId() {
        return clusterId;
    }

    Deadline deadline() {
        return deadline;
    }

    @Override
    public void close() {
        handle.close();
    }
}
