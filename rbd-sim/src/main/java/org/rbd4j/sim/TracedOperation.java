package org.rbd4j.sim;

import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.stream.Collectors;
import org.rbd4j.sim.rados.IoContext;
import org.rbd4j.sim.rados.RadosPool;
import org.rbd4j.sim.rados.RequestText;

/**
 * One RADOS operation: one or several steps on one object, all of which are carried out or none.
 *
 * @param client the client that sent it, such as {@code client.4100}: the caller's, or that of the owner of the managed lock
 *     who carries out what the caller asks for
 * @param pool the pool's name
 * @param object the object's name, such as {@code rbd_data.1.0000000000000000} or {@code rbd_header.1}; empty where the
 *     operation is about the pool or the cluster
 * @param steps what is done to the object
 * @param snapId the snapshot that a read or a rollback asks for, or that is given back; empty for HEAD and where there is none
 * @param snapContext which snapshots the writer says exist: before the first write under a newer context the object is kept as
 *     a clone; empty where nothing is written to a data object
 * @param result {@code ok}, or an errno's name such as {@code ENOENT}, or what came of it in words: {@code 4096 bytes},
 *     {@code created}, {@code cloned}, {@code removed}, {@code snapshot 4}
 */
public record TracedOperation(
        String client,
        String pool,
        String object,
        List<Step> steps,
        OptionalLong snapId,
        Optional<SnapContext> snapContext,
        String result) {
    /**
     * One step of an operation.
     *
     * @param name what it does. To data objects: {@code read}, {@code assert-exists}, {@code create}, {@code write},
     *     {@code write-full}, {@code zero}, {@code truncate}, {@code remove}, {@code rollback}, {@code copyup} (rbd.sparse_copyup),
     *     {@code list-snaps}; to metadata objects: {@code read} and what, {@code exec} and the class method,
     *     {@code write-full}, {@code remove}, {@code watch}, {@code unwatch}, {@code list-watchers}, {@code notify}; to the pool: {@code create-snap}, {@code remove-snap}; to
     *     the cluster: {@code blocklist} and the client
     * @param offset where it begins in the object, in bytes; a truncation's is the new size; empty where there is none
     * @param length how many bytes it is about; empty where there is none
     */
    public record Step(String name, OptionalLong offset, OptionalLong length) {
        private static Step of(RequestText.Step step) {
            return new Step(step.name(), step.offset(), step.length());
        }

        @Override
        public String toString() {
            return name
                    + (offset.isPresent() ? " " + offset.getAsLong() : "")
                    + (length.isPresent() ? "~" + length.getAsLong() : "");
        }
    }

    /**
     * Which snapshots a writer says exist.
     *
     * @param seq the newest snapshot id that the writer knows of, existing or removed
     * @param snapIds the ids of the existing snapshots, newest first
     */
    public record SnapContext(long seq, List<Long> snapIds) {
        /**
         * Copies the list.
         *
         * @param seq the newest snapshot id that the writer knows of, existing or removed
         * @param snapIds the ids of the existing snapshots, newest first
         */
        public SnapContext {
            snapIds = List.copyOf(snapIds);
        }

        @Override
        public String toString() {
            return seq + "=" + snapIds;
        }
    }

    /**
     * Copies the list.
     *
     * @param client the client that sent it
     * @param pool the pool's name
     * @param object the object's name; empty where the operation is about the pool or the cluster
     * @param steps what is done to the object
     * @param snapId the snapshot that a read or a rollback asks for, or that is given back
     * @param snapContext which snapshots the writer says exist
     * @param result what came of it
     */
    public TracedOperation {
        steps = List.copyOf(steps);
    }

    static TracedOperation of(IoContext from, RequestText text, String result) {
        return new TracedOperation(
                from.client().entity(),
                from.poolName(),
                text.object(),
                text.steps().stream().map(Step::of).toList(),
                text.snap() == RadosPool.HEAD ? OptionalLong.empty() : OptionalLong.of(text.snap()),
                text.context().map(context -> new SnapContext(context.seq(), context.snaps())),
                result);
    }

    @Override
    public String toString() {
        return pool
                + (object.isEmpty() ? "" : "/" + object)
                + ": "
                + steps.stream().map(Step::toString).collect(Collectors.joining(", "))
                + (snapId.isPresent() ? " snap " + snapId.getAsLong() : "")
                + snapContext.map(context -> " snapc " + context).orElse("")
                + " -> "
                + result;
    }
}
