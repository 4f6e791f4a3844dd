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
import org.rbd4j.Image;
import org.rbd4j.ImageOptions;
import org.rbd4j.InvalidArgumentException;
import org.rbd4j.OpenOptions;
import org.rbd4j.Pool;
import org.rbd4j.Progress;

/** One rados_ioctx_t, and the images opened from it. */
final class LibrbdPool implements Pool {
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
        String what = "create " + label(image) + ": " + sizeInBytes + " bytes, " + options;
        if (sizeInBytes < 0) {
            throw new InvalidArgumentException(what + ": the size is negative");
        }
        handle.callForCode(what, (ioctx, arena) -> (int) RBD_CREATE4.invokeExact(
                ioctx, CString.toC(arena, what, image), sizeInBytes, ImageOptionSet.toC(arena, what, options)));
    }

    @Override
    public void cloneImage(String image, String snapshot, Pool childPool, String child, ImageOptions options) {
        String what =
                "clone " + label(image) + "@" + snapshot + ": to " + childPool.name() + "/" + child + ", " + options;
        Handle target = handleOfSameConnection(what, childPool);
        if (snapshot.isEmpty()) {
            throw new InvalidArgumentException(
                    what + ": the snapshot's name is empty, at which librbd ends the process");
        }
        handle.callForCode(
                what,
                (ioctx, arena) -> target.call(what, (childIoctx, childArena) -> (int) RBD_CLONE3.invokeExact(
                        ioctx,
                        CString.toC(childArena, what, image),
                        CString.toC(childArena, what, snapshot),
                        childIoctx,
                        CString.toC(childArena, what, child),
                        ImageOptionSet.toC(childArena, what, options))));
    }

    @Override
    public List<String> listImages() {
        String what = "list images of " + name;
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
        String what = "remove " + label(image);
        if (progress == Progress.NONE) {
            handle.callForCode(
                    what, (ioctx, arena) -> (int) RBD_REMOVE.invokeExact(ioctx, CString.toC(arena, what, image)));
            return;
        }
        ProgressReports.passOn(
                progress,
                (callback, argument) ->
                        handle.callForCode(what, (ioctx, arena) -> (int) RBD_REMOVE_WITH_PROGRESS.invokeExact(
                                ioctx, CString.toC(arena, what, image), callback, argument)));
    }

    @Override
    public void renameImage(String from, String to) {
        String what = "rename " + label(from) + ": to " + to;
        // librbd answers 22 to an empty new name, yet leaves half an image of that name behind.
        requireName(what, to);
        handle.callForCode(what, (ioctx, arena) ->
                (int) RBD_RENAME.invokeExact(ioctx, CString.toC(arena, what, from), CString.toC(arena, what, to)));
    }

    @Override
    public Image openImage(String image, OpenOptions options) {
        String at = options.snapshot().map(snapshot -> "@" + snapshot).orElse("");
        String what = "open " + label(image) + at + (options.readOnly() ? ": read-only" : "");
        // librbd takes the snapshot of the empty name for HEAD.
        options.snapshot().ifPresent(snapshot -> requireName(what, snapshot));
        Handle opened = handle.open(
                what,
                "image",
                label(image),
                (ioctx, arena) -> new ImageOpening(what, ioctx, arena).open(image, options),
                (pointer, arena) -> ReturnCode.check("close " + label(image), (int) RBD_CLOSE.invokeExact(pointer)));
        return new LibrbdImage(image, this, opened, options.readOnly()).at(options.snapshot());
    }

    /** librbd asserts that an image has a name, and takes the empty snapshot name for HEAD. */
    private static void requireName(String what, String name) {
        if (name.isEmpty()) {
            throw new InvalidArgumentException(what + ": a name is empty");
        }
    }

    /** The handle of a pool in which something of this pool's ends up: librbd takes no two connections for one operation. */
    Handle handleOfSameConnection(String what, Pool destination) {
        if (!(destination instanceof LibrbdPool target) || target.connection != connection) {
            throw new InvalidArgumentException(what + ": the pool " + destination.name() + " is of another connection");
        }
        return target.handle;
    }

    /** What an image of this pool is called in messages. */
    String label(String image) {
        return name + "/" + image;
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
