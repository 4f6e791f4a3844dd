package org.rbd4j.sim.rados;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * One pool's objects: the one interface through which all RADOS operations of the upper storey go, so that a layer around it
 * sees them all. Each method is one atomic operation on one object, except where it says otherwise.
 */
public interface IoContext {
    /**
     * The pool's id.
     *
     * @return the id; never used again once the pool is deleted
     */
    long poolId();

    /**
     * The pool's name.
     *
     * @return the name
     */
    String poolName();

    /**
     * The same client's contexts of all pools of the cluster, in the order of their creation.
     *
     * @return this pool among them
     */
    List<IoContext> allPools();

    /**
     * The same client's context of a pool.
     *
     * @param id the pool's id
     * @return empty if the pool was deleted
     */
    default Optional<IoContext> pool(long id) {
        return allPools().stream().filter(pool -> pool.poolId() == id).findFirst();
    }

    /**
     * The client that asks.
     *
     * @return the client
     */
    RadosClient client();

    /**
     * The time at which the cluster would carry out an operation now, without one: class methods note it.
     *
     * @return the time
     */
    Instant now();

    /**
     * Makes the cluster refuse whatever a client asks from now on.
     *
     * @param entity the client, as locks name it
     */
    void blocklist(String entity);

    /**
     * Reads from a data object.
     *
     * @param object the object
     * @param snap a snapshot's id, or {@link RadosPool#HEAD}
     * @param offset where to begin, in bytes
     * @param destination filled from its position on, no further than to its limit or the object's end
     * @return how many bytes were read, or -1 if there is no such object at that snapshot
     */
    int read(ObjectName object, long snap, long offset, ByteBuffer destination);

    /**
     * Carries out a write operation on a data object: all steps or none.
     *
     * @param object the object
     * @param context the writer's snapshot context
     * @param operations the steps
     * @return what came of it
     */
    WriteOutcome operate(ObjectName object, SnapContext context, ObjectOperation... operations);

    /**
     * Lists a data object's clones.
     *
     * @param object the object
     * @return empty if there is neither a head nor a clone
     */
    Optional<ObjectHistory> listSnaps(ObjectName object);

    /**
     * The numbers of the data objects that have a head or a clone, without an operation. It stands for the loops over every
     * possible object that librbd runs, so that what was never written costs nothing.
     *
     * @param prefix what the objects' names begin with
     * @param from the first number
     * @param to the number behind the last
     * @return a copy, in order
     */
    NavigableSet<Long> objectNumbers(String prefix, long from, long to);

    /**
     * Reads a metadata object.
     *
     * @param <S> its type
     * @param name the object
     * @return its value; empty if it does not exist
     */
    <S> Optional<S> read(MetadataName<S> name);

    /**
     * What a metadata object holds, without an operation: it stands for what librbd keeps in its own memory, such as whether
     * the handle owns the managed lock, and the object map of HEAD if it does.
     *
     * @param <S> its type
     * @param name the object
     * @return its value; empty if it does not exist
     */
    <S> Optional<S> peek(MetadataName<S> name);

    /**
     * Runs a class method on a metadata object.
     *
     * @param <S> its type
     * @param name the object
     * @param method the method's name, such as {@code rbd.set_size}
     * @param change from the old value to the new one; empty where the object does not exist; what it throws leaves the
     *     object as it was
     */
    <S> void exec(MetadataName<S> name, String method, UnaryOperator<Optional<S>> change);

    /**
     * Removes a metadata object, with all that it holds; harmless if there is none.
     *
     * @param name the object
     */
    void remove(MetadataName<?> name);

    /**
     * Allocates a self-managed snapshot id.
     *
     * @return the id, larger than every one before
     */
    long createSnap();

    /**
     * Gives a self-managed snapshot id back. The trimmer drops what only it needed.
     *
     * @param snap the id
     */
    void removeSnap(long snap);

    /**
     * Begins to watch a metadata object.
     *
     * @param name the object
     * @param watch is told of notifications
     */
    void watch(MetadataName<?> name, Watch watch);

    /**
     * Ends a watch; harmless if there is none.
     *
     * @param name the object
     * @param watch the watch
     */
    void unwatch(MetadataName<?> name, Watch watch);

    /**
     * The watches on a metadata object.
     *
     * @param name the object
     * @return a copy
     */
    List<Watch> watches(MetadataName<?> name);

    /**
     * Tells every watch on a metadata object that it changed.
     *
     * @param name the object
     */
    void notify(MetadataName<?> name);

    /**
     * Asks who watches an object to do something; a notification as well, which says more than that the object changed.
     *
     * @param name the object
     */
    void ask(MetadataName<?> name);
}
