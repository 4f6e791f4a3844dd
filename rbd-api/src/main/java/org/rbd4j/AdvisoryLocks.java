package org.rbd4j;

import java.util.Optional;

/**
 * The advisory lock of one image, through one of its handles. It belongs to the client and not to the handle: it outlives the
 * handle, and it can be taken through a read-only one. librbd itself heeds it only through the image's managed lock, which is
 * the same lock underneath: with the exclusive-lock feature, whoever writes the image makes this lock busy, and while this lock is
 * held, what needs the managed lock ends in {@link RbdTimeoutException}. Who wants to exclude others by this lock creates the image
 * without that feature.
 *
 * <p>Every method ends in {@link HandleClosedException} if the handle is closed, and in {@link InvalidArgumentException} if a text
 * holds a NUL.
 *
 * <p>Others implement this interface too. A method that is added to it is {@code default}, and ends in
 * {@link FunctionNotSupportedException} that names it where an implementation is older.
 */
public interface AdvisoryLocks {
    /**
     * Takes the lock for this client alone.
     *
     * @param cookie what the client calls this hold of the lock; may be empty
     * @throws ImageExistsException if this client holds the lock with the same cookie
     * @throws ImageBusyException if the lock is held otherwise, be it as the image's managed lock
     *     <p>librbd: rbd_lock_exclusive
     */
    void lockExclusive(String cookie);

    /**
     * Takes the lock together with all who name the same tag.
     *
     * @param cookie what the client calls this hold of the lock; may be empty
     * @param tag what the holders share
     * @throws ImageExistsException if this client holds the lock with the same cookie and tag
     * @throws ImageBusyException if the lock is held exclusively, with another tag, or as the image's managed lock
     *     <p>librbd: rbd_lock_shared
     */
    void lockShared(String cookie, String tag);

    /**
     * Gives one hold of this client's back.
     *
     * @param cookie the hold's cookie
     * @throws ImageNotFoundException if this client holds no lock with that cookie
     *     <p>librbd: rbd_unlock
     */
    void unlock(String cookie);

    /**
     * Takes a hold away from whoever has it, and blocklists that client: all that it does to the cluster from then on is
     * refused. The client is blocklisted even if it turns out to hold the lock with another cookie.
     *
     * @param client the holder, as {@link #list()} names it
     * @param cookie the hold's cookie
     * @throws ImageNotFoundException if there is no such hold
     * @throws InvalidArgumentException if the client's name is not of the form {@code client.NUMBER}
     * @throws ConnectionShutdownException if the client is this one
     *     <p>librbd: rbd_break_lock
     */
    void breakLock(String client, String cookie);

    /**
     * Tells who held the lock when this handle last read the image's header. The managed lock shows as an exclusive one with
     * the tag {@code internal}; that it changes hands makes no handle read the header anew.
     *
     * @return empty if nobody does
     *     <p>librbd: rbd_list_lockers
     */
    Optional<AdvisoryLock> list();
}
