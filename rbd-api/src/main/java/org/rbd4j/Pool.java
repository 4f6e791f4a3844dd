package org.rbd4j;

import java.util.List;

/**
 * One pool of a cluster, as one client sees it: the directory of its images.
 *
 * <p>Any number of threads may share it. Closing it closes the images opened from it; closing it twice is harmless; every
 * other call after {@link #close()}, except {@link #name()}, ends in {@link HandleClosedException}.
 *
 * <p>Others implement this interface too. A method that is added to it is {@code default}, and ends in
 * {@link FunctionNotSupportedException} that names it where an implementation is older.
 */
public interface Pool extends AutoCloseable {
    /**
     * The pool's name at the time when it was opened.
     *
     * @return the name
     */
    String name();

    /**
     * Creates an image with the cluster's default options.
     *
     * @param name the image's name
     * @param sizeInBytes the image's size; 0 is allowed
     * @throws RbdException as {@link #createImage(String, long, ImageOptions)} does
     *     <p>librbd: rbd_create4
     */
    default void createImage(String name, long sizeInBytes) {
        createImage(name, sizeInBytes, ImageOptions.defaults());
    }

    /**
     * Creates an image. It stores nothing until it is written.
     *
     * @param name the image's name: not empty; {@code @} and {@code /} are accepted
     * @param sizeInBytes the image's size; 0 is allowed
     * @param options order, features and striping; what is not set is the cluster's default
     * @throws ImageExistsException if an image of that name exists
     * @throws InvalidArgumentException if the name is empty or holds a NUL, the size is negative, the stripe unit does
     *     not divide the object size, or the features contradict one another
     * @throws ArgumentOutOfRangeException if the order is outside 12..25, and not 0, which is the cluster's default
     * @throws FunctionNotSupportedException if a feature bit from 12 up is set
     * @throws RbdException with errno 36 if the name is too long
     *     <p>librbd: rbd_create4
     */
    void createImage(String name, long sizeInBytes, ImageOptions options);

    /**
     * Clones a protected snapshot of an image of this pool with the parent's options.
     *
     * @param image the parent's name
     * @param snapshot the parent's snapshot
     * @param childPool where the child goes; of the same cluster
     * @param child the child's name
     * @throws RbdException as {@link #cloneImage(String, String, Pool, String, ImageOptions)} does
     *     <p>librbd: rbd_clone3
     */
    default void cloneImage(String image, String snapshot, Pool childPool, String child) {
        cloneImage(image, snapshot, childPool, child, ImageOptions.defaults());
    }

    /**
     * Clones a protected snapshot of an image of this pool. The child shares the snapshot's data until it is written.
     *
     * @param image the parent's name
     * @param snapshot the parent's snapshot
     * @param childPool where the child goes; of the same cluster
     * @param child the child's name
     * @param options features that are not set are the parent's; so are the order and the striping
     * @throws ImageNotFoundException if the parent or its snapshot does not exist
     * @throws ImageExistsException if the child exists
     * @throws InvalidArgumentException if the snapshot is not protected, its size is 0 or its name empty, the options are
     *     refused as by {@link #createImage(String, long, ImageOptions)}, or the child's pool is of another connection
     * @throws FunctionNotSupportedException if the parent or the options lack layering
     *     <p>librbd: rbd_clone3
     */
    void cloneImage(String image, String snapshot, Pool childPool, String child, ImageOptions options);

    /**
     * Lists the names of the images, sorted.
     *
     * @return an unmodifiable list
     * @throws HandleClosedException if the pool is closed
     *     <p>librbd: rbd_list2
     */
    List<String> listImages();

    /**
     * Removes an image and its data.
     *
     * @param name the image's name
     * @throws ImageNotFoundException if there is no such image
     * @throws ImageHasSnapshotsException if it has snapshots; judged first
     * @throws ImageBusyException if somebody has it open for writing
     * @throws InvalidArgumentException if the name holds a NUL
     * @throws HandleClosedException if the pool is closed
     *     <p>librbd: rbd_remove
     */
    default void removeImage(String name) {
        removeImage(name, Progress.NONE);
    }

    /**
     * Removes an image and its data.
     *
     * @param name the image's name
     * @param progress is told how far it has come
     * @throws RbdException as {@link #removeImage(String)} does
     *     <p>librbd: rbd_remove_with_progress
     */
    void removeImage(String name, Progress progress);

    /**
     * Renames an image. Works while it is open; an open handle keeps the name it was opened with.
     *
     * @param from the image's name
     * @param to its new name
     * @throws ImageNotFoundException if there is no image {@code from}
     * @throws ImageExistsException if there is an image {@code to}, which may be the same
     * @throws InvalidArgumentException if the new name is empty, or a name holds a NUL
     * @throws HandleClosedException if the pool is closed
     * @throws RbdException with errno 36 if a name is too long
     *     <p>librbd: rbd_rename
     */
    void renameImage(String from, String to);

    /**
     * Opens an image for reading and writing.
     *
     * @param name the image's name
     * @return the image, to be closed by the caller
     * @throws RbdException as {@link #openImage(String, OpenOptions)} does
     *     <p>librbd: rbd_open
     */
    default Image openImage(String name) {
        return openImage(name, OpenOptions.defaults());
    }

    /**
     * Opens an image.
     *
     * @param name the image's name
     * @param options read-only, and at which snapshot
     * @return the image, to be closed by the caller
     * @throws ImageNotFoundException if the image or the snapshot does not exist
     * @throws InvalidArgumentException if the snapshot's name is empty, or a name holds a NUL
     * @throws HandleClosedException if the pool is closed
     *     <p>librbd: rbd_open, rbd_open_read_only
     */
    Image openImage(String name, OpenOptions options);

    /**
     * Closes the images opened from here, then the pool. Waits for calls in flight.
     *
     * <p>librados: rados_ioctx_destroy
     */
    @Override
    void close();
}
