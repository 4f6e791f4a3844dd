package org.rbd4j.sim.librbd;

import java.time.Instant;
import java.util.Optional;
import org.rbd4j.Features;
import org.rbd4j.ImageFlags;
import org.rbd4j.ImageSpec;
import org.rbd4j.ImageStat;
import org.rbd4j.ParentSnapshot;
import org.rbd4j.sim.rados.IoContext;

/** What an open image tells about itself: of what is selected, except for its features. */
public final class ImageInfo {
    private final ImageContext image;

    /**
     * Creates the answers of one handle.
     *
     * @param image the open image
     */
    public ImageInfo(ImageContext image) {
        this.image = image;
    }

    /**
     * The size.
     *
     * @return bytes; 0 if the selected snapshot was removed
     */
    public long size() {
        return image.selected().size();
    }

    /**
     * Size and layout.
     *
     * @return the values
     */
    public ImageStat stat() {
        Layout layout = image.layout();
        return new ImageStat(
                image.selected().size(),
                layout.objectSize(),
                Striper.objectCount(layout, image.selected().size()),
                layout.order(),
                image.header().dataPrefix());
    }

    /**
     * HEAD's features.
     *
     * @return the set
     */
    public Features features() {
        return image.header().reportedFeatures();
    }

    /**
     * When the image was created.
     *
     * @return the time, whatever is selected
     */
    public Instant createdAt() {
        return image.header().createdAt();
    }

    /**
     * The flags of what is selected.
     *
     * @return the set
     */
    public ImageFlags flags() {
        image.access().requireSelectionExists();
        return image.selected().flags();
    }

    /**
     * Whether this handle owns the managed lock.
     *
     * @return true if it does
     */
    public boolean isExclusiveLockOwner() {
        return image.isHeadSelected() && image.exclusiveLock().isHeaderLocked();
    }

    /**
     * Order and striping.
     *
     * @return the layout
     */
    public Layout layout() {
        return image.layout();
    }

    /**
     * The parent, by the names it had when it was opened; a pool that was deleted has none.
     *
     * @return empty if there is none
     */
    public Optional<ParentSnapshot> parent() {
        return Optional.ofNullable(image.parent()).map(ImageInfo::selectedSnapshotOf);
    }

    private static ParentSnapshot selectedSnapshotOf(ImageContext parent) {
        String pool =
                parent.io().pool(parent.io().poolId()).map(IoContext::poolName).orElse("");
        ImageSpec image = ImageSpec.of(pool, parent.location().name())
                .withId(parent.header().id());
        SnapshotHeader snapshot = parent.header().snapshots().get(parent.snapId());
        return ParentSnapshot.of(image, snapshot.name()).withSnapshotId(snapshot.id());
    }

    /**
     * How many bytes the parent backs.
     *
     * @return bytes
     */
    public long overlap() {
        image.access().requireSelectionExists();
        return image.selected().overlap();
    }
}
