package org.rbd4j;

import java.nio.channels.SeekableByteChannel;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * One open handle of one image, with HEAD or a snapshot selected.
 *
 * <p>Any number of threads may share a handle; what is selected is shared by all its users. Calls run side by side, but for {@link
 * #selectSnapshot}, {@link #selectHead}, {@link Snapshots#rollback} and {@link #updateFeatures}: beside these librbd bears no other
 * call through the same handle, so that they wait until all others are done, requests in flight included, and who comes meanwhile waits
 * for them. A call that there is no room for on its thread's stack ends in {@link StackOverflowError} and does nothing.
 *
 * <p>Closing twice is harmless;
 * every other call after {@link #close()}, except {@link #name()}, ends in {@link HandleClosedException}
 * "image is closed". If the selected snapshot is removed, the size is 0 and every read and write ends in
 * {@link ImageNotFoundException}.
 *
 * <p>Others implement this interface too. A method that is added to it is {@code default}, and ends in
 * {@link FunctionNotSupportedException} that names it where an implementation is older.
 */
public interface Image extends BlockIo, AutoCloseable {
    /**
     * Reads, writes, discards and flushes that go on while the caller does something else.
     *
     * @return the facet; it lives as long as this handle
     * @throws FunctionNotSupportedException if the implementation is older than this method
     */
    default AsyncIo async() {
        throw FunctionNotSupportedException.newerThan(this, "Image.async");
    }

    /**
     * Opens a channel on what is selected, for libraries that take channels, or streams by {@link java.nio.channels.Channels}.
     * It reads and writes as a block device's file does:
     *
     * <ul>
     *   <li>Its position is its own, begins at 0 and may be set past the end. What is selected is the handle's, at each call.
     *   <li>A read that begins at or past the end returns -1, even if another client moved the end a moment ago.
     *   <li>A write that crosses the end writes what fits and returns how much that is. One that begins at or past the end ends in
     *       an {@link java.io.IOException}, unless the buffer is empty: a channel does not grow an image, {@link #resize(long)}
     *       does.
     *   <li>Truncating to less than the size is {@link #resize(long)}; two clients that change the size at once may undo each
     *       other's change.
     *   <li>Where the handle cannot write, writing and truncating end in
     *       {@link java.nio.channels.NonWritableChannelException}, even if there is nothing to write or to cut off. Its cause is
     *       the {@link ReadOnlyImageException}.
     *   <li>Every other {@link RbdException} is the cause of an {@link java.io.IOException} with the same message. That the selected
     *       snapshot was removed is one and no end: the size is 0 then, and yet a read does not return -1. That this handle is
     *       closed is one too, for then the channel is still open, and only what is beneath it is not.
     *   <li>Threads may share it: their operations, and its closing, are done one after the other. Closing it leaves this handle open,
     *       and does not {@link #flush()}.
     * </ul>
     *
     * @return a new channel; it lives as long as this handle
     *     <p>librbd: rbd_read2, rbd_write2, rbd_get_size, rbd_resize2
     */
    default SeekableByteChannel channel() {
        return new ImageChannel(this);
    }

    /**
     * Size and layout of what is selected.
     *
     * @return the values
     * @throws HandleClosedException if the handle is closed
     *     <p>librbd: rbd_stat
     */
    ImageStat stat();

    /**
     * The image's features: always HEAD's, whatever is selected.
     *
     * @return the set
     * @throws HandleClosedException if the handle is closed
     *     <p>librbd: rbd_get_features
     */
    Features features();

    /**
     * Switches features on or off. The object map and fast-diff switch each other; switched on, they are not valid until
     * {@link #rebuildObjectMap(Progress)}.
     *
     * @param set the features to switch
     * @param enabled true to switch them on
     * @throws InvalidArgumentException if a feature cannot be switched (layering, and deep-flatten on), the result would
     *     contradict itself, or nothing would change
     * @throws HandleClosedException if the handle is closed
     * @throws ReadOnlyImageException if the handle is read-only or a snapshot is selected
     *     <p>librbd: rbd_update_features
     */
    void updateFeatures(Features set, boolean enabled);

    /**
     * The flags of what is selected.
     *
     * @return the set
     * @throws ImageNotFoundException if the selected snapshot was removed
     * @throws HandleClosedException if the handle is closed
     *     <p>librbd: rbd_get_flags
     */
    ImageFlags flags();

    /**
     * Tells whether the image's header is of format 1.
     *
     * @return true for format 1
     * @throws HandleClosedException if the handle is closed
     *     <p>librbd: rbd_get_old_format
     */
    boolean isOldFormat();

    /**
     * When the image was created, by the cluster's clock. A clone and a copy are no older than themselves; nothing that is done
     * to an image later changes it, and it is the same whatever is selected.
     *
     * @return the time, as finely as the cluster keeps it
     * @throws HandleClosedException if the handle is closed
     * @throws FunctionNotSupportedException if the implementation is older than this method
     *     <p>librbd: rbd_get_create_timestamp
     */
    default Instant createdAt() {
        throw FunctionNotSupportedException.newerThan(this, "Image.createdAt");
    }

    /**
     * The stripe unit in bytes; the object size where the image is not striped.
     *
     * @return the stripe unit
     * @throws HandleClosedException if the handle is closed
     *     <p>librbd: rbd_get_stripe_unit
     */
    long stripeUnit();

    /**
     * Over how many objects a stripe runs; 1 where the image is not striped.
     *
     * @return the stripe count
     * @throws HandleClosedException if the handle is closed
     *     <p>librbd: rbd_get_stripe_count
     */
    long stripeCount();

    /**
     * Changes the size of HEAD. Shrinking drops the bytes past the new end, and cuts a clone's overlap for good; growing
     * adds zeroes.
     *
     * @param sizeInBytes the new size
     * @throws InvalidArgumentException if the size is negative
     * @throws HandleClosedException if the handle is closed
     * @throws ReadOnlyImageException if the handle is read-only or a snapshot is selected
     *     <p>librbd: rbd_resize2
     */
    void resize(long sizeInBytes);

    /**
     * The image's snapshots.
     *
     * @return the facet; it lives as long as this handle
     */
    Snapshots snapshots();

    /**
     * Selects a snapshot: reads, sizes, overlap, parent and children are then the snapshot's, and HEAD cannot be written
     * through this handle.
     *
     * @param name the snapshot's name, not empty
     * @throws ImageNotFoundException if there is no such snapshot
     * @throws InvalidArgumentException if the name is empty or holds a NUL
     * @throws HandleClosedException if the handle is closed
     *     <p>librbd: rbd_snap_set
     */
    void selectSnapshot(String name);

    /**
     * Leaves the selected snapshot and selects HEAD. Harmless where HEAD is selected.
     *
     * @throws HandleClosedException if the handle is closed
     *     <p>librbd: rbd_snap_set with NULL
     */
    void selectHead();

    /**
     * The snapshot from which what is selected was cloned.
     *
     * @return empty if there is none, or no more: the clone was flattened or shrunk to 0
     * @throws HandleClosedException if the handle is closed
     *     <p>librbd: rbd_get_parent
     */
    Optional<ParentSnapshot> parent();

    /**
     * How many bytes, counted from the beginning of what is selected, are backed by the parent.
     *
     * @return the overlap; 0 without a parent
     * @throws ImageNotFoundException if the selected snapshot was removed
     * @throws HandleClosedException if the handle is closed
     *     <p>librbd: rbd_get_overlap
     */
    long overlap();

    /**
     * The clones of the selected snapshot; with HEAD selected, of all snapshots. One that is in the trash says so.
     *
     * @return an unmodifiable list, sorted by pool, namespace and name
     * @throws HandleClosedException if the handle is closed
     *     <p>librbd: rbd_list_children3
     */
    List<ImageSpec> children();

    /**
     * Copies into this clone what it still shares with its parent, then cuts the tie. With the deep-flatten feature the
     * snapshots are cut loose too.
     *
     * @throws ReadOnlyImageException if the handle is read-only, which is judged first, or a snapshot of a clone is selected
     * @throws InvalidArgumentException if HEAD has no parent
     * @throws HandleClosedException if the handle is closed
     *     <p>librbd: rbd_flatten
     */
    default void flatten() {
        flatten(Progress.NONE);
    }

    /**
     * Copies into this clone what it still shares with its parent, then cuts the tie, as {@link #flatten()} does.
     *
     * @param progress is told how far it has come
     * @throws RbdException as {@link #flatten()} does
     *     <p>librbd: rbd_flatten_with_progress
     */
    void flatten(Progress progress);

    /**
     * Copies what is selected to a new image, without its snapshots and with nothing of its parent shared.
     *
     * @param destination where the copy goes; of the same cluster
     * @param name the copy's name
     * @throws RbdException as {@link #copy(Pool, String, ImageOptions, Progress)} does
     *     <p>librbd: rbd_copy
     */
    default void copy(Pool destination, String name) {
        copy(destination, name, ImageOptions.defaults(), Progress.NONE);
    }

    /**
     * Copies what is selected to a new image, without its snapshots and with nothing of its parent shared; a selected
     * snapshot that was removed gives an image of size 0. Objects are
     * copied as a whole: one that holds ten bytes becomes a full one, one of zeroes a hole.
     *
     * @param destination where the copy goes; of the same cluster
     * @param name the copy's name
     * @param options what is not set is this image's
     * @param progress is told how far it has come
     * @throws ImageExistsException if there is an image of that name
     * @throws InvalidArgumentException if the options are refused as by {@link Pool#createImage(String, long, ImageOptions)},
     *     a stripe period has 2^31 bytes or more, or the destination is of another connection
     * @throws HandleClosedException if the handle is closed
     *     <p>librbd: rbd_copy_with_progress3
     */
    void copy(Pool destination, String name, ImageOptions options, Progress progress);

    /**
     * Makes the object map of what is selected anew from the objects that exist, and clears its invalid flags.
     *
     * @param progress is told how far it has come
     * @throws InvalidArgumentException if the image lacks the object-map feature, or the selected snapshot was renamed since it
     *     was selected (librbd may end the process then)
     * @throws HandleClosedException if the handle is closed
     * @throws ReadOnlyImageException if the handle is read-only
     *     <p>librbd: rbd_rebuild_object_map
     */
    void rebuildObjectMap(Progress progress);

    /**
     * Tells whether this handle owns the image's managed lock.
     *
     * @return true if it does; false where the image lacks the exclusive-lock feature
     * @throws HandleClosedException if the handle is closed
     *     <p>librbd: rbd_is_exclusive_lock_owner
     */
    boolean isExclusiveLockOwner();

    /**
     * The image's advisory lock.
     *
     * @return the facet; it lives as long as this handle
     */
    AdvisoryLocks locks();

    /**
     * Tells which extents of what is selected changed since an earlier snapshot, or hold data at all, from each object's
     * history and not from its bytes. The extents come in order of their offsets within a stripe period, merged inside an
     * object and never across.
     *
     * <p>Every object of the range is asked, written or not, which takes long where they are many; by whole objects, and with
     * valid object maps and fast-diff on both sides, none is.
     *
     * @param range since when, which part, and how exactly
     * @param visitor is told each extent; may use this handle; what it throws ends the iteration and reaches the caller
     * @throws ImageNotFoundException if the earlier snapshot does not exist
     * @throws InvalidArgumentException if the earlier snapshot is later than what is selected, or the offset is at or past
     *     the end (unless the length is 0)
     * @throws HandleClosedException if the handle is closed
     *     <p>librbd: rbd_diff_iterate2
     */
    void diff(DiffRange range, DiffVisitor visitor);

    /**
     * Closes the handle. Waits for calls in flight.
     *
     * <p>librbd: rbd_close
     */
    @Override
    void close();
}
