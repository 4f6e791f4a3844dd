package org.rbd4j.sim.rados;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.rbd4j.Errno;

/**
 * A request about data objects.
 *
 * @param <R> what it is answered with
 */
public sealed interface DataRequest<R> extends RadosRequest<R> {
    /**
     * Reads from an object.
     *
     * @param prefix what the object's name begins with
     * @param number the object's number
     * @param snap a snapshot's id, or {@link RadosPool#HEAD}
     * @param offset where to begin, in bytes
     * @param destination filled from its beginning on, no further than to the object's end
     */
    record Read(String prefix, long number, long snap, long offset, BufferRange destination)
            implements DataRequest<ReadOutcome> {
        @Override
        public ReadOutcome carryOut(RadosPool pool, RadosClient client) {
            return pool.read(prefix, number, snap, offset, destination);
        }

        @Override
        public RequestText text() {
            return RequestText.of(
                            new ObjectName(prefix, number).toString(),
                            RequestText.Step.range("read", offset, destination.length()))
                    .at(snap);
        }

        @Override
        public Optional<ReadOutcome> ifAbsent() {
            return Optional.of(ReadOutcome.NOT_FOUND);
        }

        @Override
        public String outcome(ReadOutcome outcome) {
            return outcome.isFound() ? bytesOf(outcome) + " bytes" : Errno.name(Errno.ENOENT);
        }

        /**
         * How many bytes were read.
         *
         * @param outcome what this was answered with
         * @return the count; 0 where there is no object
         */
        public int bytesOf(ReadOutcome outcome) {
            return outcome.isFound() ? destination.length() - outcome.missing() : 0;
        }
    }

    /**
     * Carries out a write operation on an object: all steps or none.
     *
     * @param prefix what the object's name begins with
     * @param number the object's number
     * @param context the writer's snapshot context
     * @param step what is done; {@linkplain ObjectOperation.InOrder several steps} are one too
     */
    record Operate(String prefix, long number, SnapContext context, ObjectOperation step)
            implements DataRequest<WriteOutcome> {
        @Override
        public WriteOutcome carryOut(RadosPool pool, RadosClient client) {
            return pool.operate(prefix, number, context, step);
        }

        @Override
        public RequestText text() {
            List<RequestText.Step> texts = new ArrayList<>();
            step.forEachStep(each -> texts.add(each.text()));
            return new RequestText(
                            new ObjectName(prefix, number).toString(), texts, RadosPool.HEAD, Optional.of(context))
                    .at(step.snap());
        }

        @Override
        public Optional<WriteOutcome> ifAbsent() {
            return Optional.of(WriteOutcome.NOT_FOUND);
        }

        @Override
        public String outcome(WriteOutcome outcome) {
            if (!outcome.isDone()) {
                return Errno.name(Errno.ENOENT);
            }
            List<String> effects = new ArrayList<>();
            if (outcome.cloned()) {
                effects.add("cloned");
            }
            if (outcome.created()) {
                effects.add("created");
            }
            if (outcome.removed()) {
                effects.add("removed");
            }
            return effects.isEmpty() ? "ok" : String.join(", ", effects);
        }
    }

    /**
     * Lists an object's clones. The answer is empty if there is neither a head nor a clone.
     *
     * @param object the object
     */
    record ListSnaps(ObjectName object) implements DataRequest<Optional<ObjectHistory>> {
        @Override
        public Optional<ObjectHistory> carryOut(RadosPool pool, RadosClient client) {
            return pool.listSnaps(object);
        }

        @Override
        public RequestText text() {
            return RequestText.of(object.toString(), RequestText.Step.of("list-snaps"));
        }

        @Override
        public Optional<Optional<ObjectHistory>> ifAbsent() {
            return Optional.of(Optional.empty());
        }

        @Override
        public String outcome(Optional<ObjectHistory> history) {
            return MetadataRequest.foundOrNot(history);
        }
    }

    /**
     * The numbers of the objects that have a head or a clone, a copy, in order. It stands for the loops over every possible object
     * that librbd runs, so that what was never written costs nothing.
     *
     * @param prefix what the objects' names begin with
     * @param from the first number
     * @param to the number behind the last
     */
    record StoredNumbers(String prefix, long from, long to) implements DataRequest<ObjectNumbers> {
        @Override
        public ObjectNumbers carryOut(RadosPool pool, RadosClient client) {
            return pool.storedNumbers(prefix, from, to);
        }

        @Override
        public RequestText text() {
            return RequestText.of(prefix, RequestText.Step.range("stored-numbers", from, to - from));
        }

        @Override
        public boolean isSentToOsds() {
            return false;
        }
    }
}
