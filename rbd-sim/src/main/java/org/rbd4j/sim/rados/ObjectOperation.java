package org.rbd4j.sim.rados;

import java.util.function.Consumer;

/** A step of a write operation on one object, or several of them. They happen all or not at all. */
public sealed interface ObjectOperation {
    /** What sort of change a step makes. */
    enum Kind {
        /** It is counted as no change of bytes: it checks, creates or rolls back. */
        NONE,
        /** It stores bytes that a client wrote. */
        WRITE,
        /** It drops bytes. */
        DISCARD,
        /** It stores bytes of the parent's. */
        COPY_UP
    }

    /**
     * Whether the step can be done; one that can't fails the operation with ENOENT.
     *
     * @param exists whether the object has a head when its turn comes
     * @param change the operation under way
     * @return true if it can
     */
    default boolean isPossible(boolean exists, ObjectChange change) {
        return true;
    }

    /**
     * Whether the object has a head after the step.
     *
     * @param exists whether it had one before
     * @param change the operation under way
     * @return true if it has
     */
    default boolean leavesHead(boolean exists, ObjectChange change) {
        return exists;
    }

    /**
     * Does it.
     *
     * @param change the operation under way
     */
    void applyTo(ObjectChange change);

    /**
     * Shows each single step.
     *
     * @param visitor takes it
     */
    default void forEachStep(Consumer<ObjectOperation> visitor) {
        visitor.accept(this);
    }

    /**
     * The single step, for people to read.
     *
     * @return its text
     */
    RequestText.Step text();

    /**
     * The snapshot that the step is about.
     *
     * @return a snapshot's id, or {@link RadosPool#HEAD}
     */
    default long snap() {
        return RadosPool.HEAD;
    }

    /**
     * What sort of change it is.
     *
     * @return the kind
     */
    default Kind kind() {
        return Kind.NONE;
    }

    /**
     * How many bytes it carries.
     *
     * @return the count
     */
    default int byteCount() {
        return 0;
    }

    /**
     * Several steps, one after the other.
     *
     * @param first a single step
     * @param rest what follows it
     */
    record InOrder(ObjectOperation first, ObjectOperation rest) implements ObjectOperation {
        @Override
        public boolean isPossible(boolean exists, ObjectChange change) {
            return first.isPossible(exists, change) && rest.isPossible(first.leavesHead(exists, change), change);
        }

        @Override
        public boolean leavesHead(boolean exists, ObjectChange change) {
            return rest.leavesHead(first.leavesHead(exists, change), change);
        }

        @Override
        public void applyTo(ObjectChange change) {
            first.applyTo(change);
            rest.applyTo(change);
        }

        @Override
        public void forEachStep(Consumer<ObjectOperation> visitor) {
            first.forEachStep(visitor);
            rest.forEachStep(visitor);
        }

        @Override
        public RequestText.Step text() {
            throw new UnsupportedOperationException("these are several steps: " + this);
        }

        @Override
        public long snap() {
            return first.snap() == RadosPool.HEAD ? rest.snap() : first.snap();
        }
    }

    /** Fails with ENOENT unless the object exists. */
    record AssertExists() implements ObjectOperation {
        @Override
        public boolean isPossible(boolean exists, ObjectChange change) {
            return exists;
        }

        @Override
        public void applyTo(ObjectChange change) {}

        @Override
        public RequestText.Step text() {
            return RequestText.Step.of("assert-exists");
        }
    }

    /** Creates the object, empty, unless it exists. */
    record Create() implements ObjectOperation {
        @Override
        public boolean leavesHead(boolean exists, ObjectChange change) {
            return true;
        }

        @Override
        public void applyTo(ObjectChange change) {
            change.create();
        }

        @Override
        public RequestText.Step text() {
            return RequestText.Step.of("create");
        }
    }

    /**
     * Writes a range.
     *
     * @param offset where to begin, in bytes
     * @param data what is written
     */
    record Write(long offset, BufferRange data) implements ObjectOperation {
        @Override
        public boolean leavesHead(boolean exists, ObjectChange change) {
            return true;
        }

        @Override
        public void applyTo(ObjectChange change) {
            change.write(offset, data);
        }

        @Override
        public RequestText.Step text() {
            return RequestText.Step.range("write", offset, data.length());
        }

        @Override
        public Kind kind() {
            return Kind.WRITE;
        }

        @Override
        public int byteCount() {
            return data.length();
        }
    }

    /**
     * Replaces the content.
     *
     * @param data the new content
     */
    record WriteFull(BufferRange data) implements ObjectOperation {
        @Override
        public boolean leavesHead(boolean exists, ObjectChange change) {
            return true;
        }

        @Override
        public void applyTo(ObjectChange change) {
            change.writeFull(data);
        }

        @Override
        public RequestText.Step text() {
            return RequestText.Step.range("write-full", 0, data.length());
        }

        @Override
        public Kind kind() {
            return Kind.WRITE;
        }

        @Override
        public int byteCount() {
            return data.length();
        }
    }

    /**
     * Makes a range read as zeroes; one that reaches the end of the content truncates it instead.
     *
     * @param offset where to begin, in bytes
     * @param length how many bytes
     */
    record Zero(long offset, long length) implements ObjectOperation {
        @Override
        public void applyTo(ObjectChange change) {
            change.zero(offset, length);
        }

        @Override
        public RequestText.Step text() {
            return RequestText.Step.range("zero", offset, length);
        }

        @Override
        public Kind kind() {
            return Kind.DISCARD;
        }
    }

    /**
     * Sets the size of an object that exists.
     *
     * @param size the new size in bytes
     */
    record Truncate(long size) implements ObjectOperation {
        @Override
        public void applyTo(ObjectChange change) {
            change.truncate(size);
        }

        @Override
        public RequestText.Step text() {
            return RequestText.Step.at("truncate", size);
        }

        @Override
        public Kind kind() {
            return Kind.DISCARD;
        }
    }

    /** Removes the object; fails with ENOENT unless it exists. */
    record Remove() implements ObjectOperation {
        @Override
        public boolean isPossible(boolean exists, ObjectChange change) {
            return exists || change.canRemoveWhiteout();
        }

        @Override
        public boolean leavesHead(boolean exists, ObjectChange change) {
            return false;
        }

        @Override
        public void applyTo(ObjectChange change) {
            change.remove();
        }

        @Override
        public RequestText.Step text() {
            return RequestText.Step.of("remove");
        }

        @Override
        public Kind kind() {
            return Kind.DISCARD;
        }
    }

    /**
     * Makes the head what it was at a snapshot: without content at that snapshot, the head is removed.
     *
     * @param snap the snapshot's id
     */
    record Rollback(long snap) implements ObjectOperation {
        @Override
        public boolean leavesHead(boolean exists, ObjectChange change) {
            return change.isThereAfterRollback(snap, exists);
        }

        @Override
        public void applyTo(ObjectChange change) {
            change.rollback(snap);
        }

        @Override
        public RequestText.Step text() {
            return RequestText.Step.of("rollback");
        }
    }

    /**
     * Creates the object with the parent's content, unless it exists (class method rbd.sparse_copyup).
     *
     * @param data the content from offset 0 on
     */
    record CopyUp(BufferRange data) implements ObjectOperation {
        @Override
        public boolean leavesHead(boolean exists, ObjectChange change) {
            return true;
        }

        @Override
        public void applyTo(ObjectChange change) {
            change.copyUp(data);
        }

        @Override
        public RequestText.Step text() {
            return RequestText.Step.range("copyup", 0, data.length());
        }

        @Override
        public Kind kind() {
            return Kind.COPY_UP;
        }

        @Override
        public int byteCount() {
            return data.length();
        }
    }
}
