package org.rbd4j.sim.librbd;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.rbd4j.Errno;
import org.rbd4j.Feature;
import org.rbd4j.Features;
import org.rbd4j.ImageOptions;
import org.rbd4j.Progress;
import org.rbd4j.internal.Reason;
import org.rbd4j.sim.rados.ErrnoFailure;
import org.rbd4j.sim.rados.IoContext;

/** The images of one pool: what creates, clones, lists, renames and removes them. */
public final class ImageCatalog {
    /** RADOS takes object names of up to 2048 bytes, and the longest that librbd makes of a name adds seven. */
    private static final int LONGEST_NAME = 2041;

    private final IoContext io;
    private final LibrbdProfile profile;
    private final CreationDefaults defaults;

    /**
     * Creates the catalog of a pool as one client sees it.
     *
     * @param io the pool
     * @param profile which librbd the client has
     * @param defaults the client's defaults for new images
     */
    public ImageCatalog(IoContext io, LibrbdProfile profile, CreationDefaults defaults) {
        this.io = io;
        this.profile = profile;
        this.defaults = defaults;
    }

    /**
     * Lists the images.
     *
     * @return their names, sorted
     */
    public List<String> list() {
        return ImageDirectory.listNames(io);
    }

    /**
     * Opens an image.
     *
     * @param name its name
     * @param readOnly true to write nothing
     * @param snapshot the snapshot to select
     * @return the open image
     */
    public ImageContext open(String name, boolean readOnly, Optional<String> snapshot) {
        requireShort(name);
        return OpenRequest.open(at(name), readOnly, snapshot);
    }

    /**
     * Creates an image.
     *
     * @param name its name
     * @param size in bytes
     * @param options what is not set is the client's default
     */
    public void create(String name, long size, ImageOptions options) {
        requireShort(name);
        requireFree(name);
        create(name, size, NewImage.of(options, defaults));
    }

    /** Creates an image that takes its layout from another where the options name none. */
    void createLike(String name, long size, Layout model, ImageOptions options) {
        requireShort(name);
        requireFree(name);
        NewImage.requireKnown(options.features().orElse(Features.NONE));
        create(name, size, NewImage.cloneOf(model, options, defaults));
    }

    private void create(String name, long size, NewImage image) {
        image.validate(size);
        requireNamed(name);
        new CreateRequest(io, name, size, image).run();
    }

    private ImageLocation at(String name) {
        return new ImageLocation(io, profile, name);
    }

    /**
     * Clones a snapshot of an image of this pool.
     *
     * @param parentName the image
     * @param snapshotName its snapshot
     * @param child where the clone goes
     * @param childName its name
     * @param options what is not set is the parent's
     */
    public void cloneInto(
            String parentName, String snapshotName, ImageCatalog child, String childName, ImageOptions options) {
        requireShort(parentName);
        ImageContext parent = OpenRequest.open(at(parentName), true, Optional.of(snapshotName));
        SnapshotHeader snapshot = parent.access().requireSnapshot(snapshotName);
        NewImage.requireKnown(options.features().orElse(Features.NONE));
        if (!parent.has(Feature.LAYERING)) {
            throw new ErrnoFailure(Errno.ENOSYS, Reason.LACKS_LAYERING.of());
        }
        if (!snapshot.isProtected()) {
            throw new ErrnoFailure(Errno.EINVAL, Reason.NOT_PROTECTED.of(snapshotName));
        }
        Features features = options.features().orElse(parent.header().features());
        if (!features.contains(Feature.LAYERING)) {
            throw new ErrnoFailure(Errno.ENOSYS, Reason.CLONE_LACKS_LAYERING.of());
        }
        requireShort(childName);
        NewImage shape = NewImage.cloneOf(parent.layout(), options.withFeatures(features), child.defaults);
        // A clone is looked up in the directory only when it is added, after its shape was judged.
        long size = snapshot.revision().size();
        shape.validate(size);
        child.requireFree(childName);
        if (size == 0) {
            throw new ErrnoFailure(Errno.EINVAL, Reason.SNAPSHOT_HAS_NO_BYTES.of(snapshotName));
        }
        requireNamed(childName);
        new CloneRequest(parent, snapshot, child.at(childName), shape).run();
    }

    /**
     * Renames an image.
     *
     * @param from its name
     * @param to its new name
     */
    public void rename(String from, String to) {
        requireShort(from);
        requireImage(from);
        requireNamed(to);
        requireShort(to);
        requireFree(to);
        ImageContext image = open(from, false, Optional.empty());
        try {
            image.exclusiveLock().doByOwner(new OwnerRequest.Rename(to));
        } finally {
            image.close();
        }
    }

    /**
     * Removes an image and its data.
     *
     * @param name its name
     * @param progress is told how far it has come
     */
    public void remove(String name, Progress progress) {
        requireShort(name);
        new ImageRemoval(at(name), progress).run();
    }

    private void requireImage(String name) {
        if (ImageId.read(io, name).isEmpty()) {
            throw new ErrnoFailure(Errno.ENOENT, Reason.NO_SUCH_IMAGE.of());
        }
    }

    private void requireFree(String name) {
        if (ImageId.read(io, name).isPresent()) {
            throw new ErrnoFailure(Errno.EEXIST, Reason.IMAGE_EXISTS.of(name));
        }
    }

    private static void requireNamed(String name) {
        if (name.isEmpty()) {
            throw new ErrnoFailure(Errno.EINVAL, Reason.NAME_EMPTY.of());
        }
    }

    private static void requireShort(String name) {
        int length = name.getBytes(StandardCharsets.UTF_8).length;
        if (length > LONGEST_NAME) {
            throw new ErrnoFailure(Errno.ENAMETOOLONG, Reason.NAME_TOO_LONG.of(length, LONGEST_NAME));
        }
    }
}
