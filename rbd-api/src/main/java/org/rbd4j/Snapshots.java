package org.rbd4j;

import java.util.List;

/**
 * The snapshots of one image, through one of its handles.
 *
 * <p>Every method ends in {@link HandleClosedException} if the handle is closed, and in {@link InvalidArgumentException} if a name
 * holds a NUL.
 *
 * <p>Others implement this interface too. A method that is added to it is {@code default}, and ends in
 * {@link FunctionNotSupportedException} that names it where an implementation is older.
 */
public interface Snapshots {
    /**
     * Takes a snapshot of HEAD, even while another snapshot is selected.
     *
     * @param name the snapshot's name; the empty name is accepted, yet cannot be selected
     * @throws ImageExistsException if a snapshot of that name exists
     * @throws ReadOnlyImageException if the handle is read-only
     *     <p>librbd: rbd_snap_create
     */
    void create(String name);

    /**
     * Lists the snapshots in the order of their ids.
     *
     * @return an unmodifiable list
     *     <p>librbd: rbd_snap_list
     */
    List<Snapshot> list();

    /**
     * Removes a snapshot. What only the snapshot held is trimmed in the background.
     *
     * @param name the snapshot's name
     * @throws ImageNotFoundException if there is no such snapshot
     * @throws ImageBusyException if it is protected
     * @throws ReadOnlyImageException if the handle is read-only
     *     <p>librbd: rbd_snap_remove
     */
    void remove(String name);

    /**
     * Renames a snapshot.
     *
     * @param from the snapshot's name
     * @param to its new name
     * @throws ImageNotFoundException if there is no snapshot {@code from}
     * @throws ImageExistsException if there is a snapshot {@code to}, which may be the same
     * @throws ReadOnlyImageException if the handle is read-only
     *     <p>librbd: rbd_snap_rename
     */
    void rename(String from, String to);

    /**
     * Protects a snapshot from removal, so that it can be cloned.
     *
     * @param name the snapshot's name
     * @throws ImageNotFoundException if there is no such snapshot
     * @throws ImageBusyException if it is protected already
     * @throws FunctionNotSupportedException if the image lacks layering
     * @throws ReadOnlyImageException if the handle is read-only
     *     <p>librbd: rbd_snap_protect
     */
    void protect(String name);

    /**
     * Lifts a snapshot's protection.
     *
     * @param name the snapshot's name
     * @throws ImageNotFoundException if there is no such snapshot
     * @throws ImageBusyException if it has clones
     * @throws InvalidArgumentException if it is not protected
     * @throws ReadOnlyImageException if the handle is read-only
     *     <p>librbd: rbd_snap_unprotect
     */
    void unprotect(String name);

    /**
     * Tells whether a snapshot is protected.
     *
     * @param name the snapshot's name
     * @return true if it is
     * @throws ImageNotFoundException if there is no such snapshot
     *     <p>librbd: rbd_snap_is_protected
     */
    boolean isProtected(String name);

    /**
     * Makes HEAD what it was when the snapshot was taken: its bytes and its size, yet not a clone's overlap.
     *
     * @param name the snapshot's name
     * @throws ImageNotFoundException if there is no such snapshot
     * @throws ReadOnlyImageException if the handle is read-only or a snapshot is selected
     *     <p>librbd: rbd_snap_rollback
     */
    void rollback(String name);
}
