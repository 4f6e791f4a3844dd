package org.rbd4j.sim;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.rbd4j.sim.TracedOperation.Step;
import org.rbd4j.sim.rados.ObjectName;
import org.rbd4j.sim.rados.ObjectOperation;
import org.rbd4j.sim.rados.RadosPool;
import org.rbd4j.sim.rados.SnapContext;

/**
 * A RADOS operation as it is sent: a {@link TracedOperation} without its result.
 *
 * @param object the object's name; empty where the operation is about the pool or the cluster
 * @param steps what is done to the object
 * @param snapId the snapshot that it is about
 * @param snapContext which snapshots the writer says exist
 */
record TracedRequest(
        String object, List<Step> steps, OptionalLong snapId, Optional<TracedOperation.SnapContext> snapContext) {

    static TracedRequest of(String object, String step) {
        return new TracedRequest(object, List.of(Step.of(step)), OptionalLong.empty(), Optional.empty());
    }

    /** A class method; or what it takes none for, such as writing the whole object. */
    static TracedRequest ofExec(String object, String method) {
        return of(object, method.contains(".") ? "exec " + method : method.replace('_', '-'));
    }

    static TracedRequest ofRemoveSnap(long snap) {
        return new TracedRequest("", List.of(Step.of("remove-snap")), OptionalLong.of(snap), Optional.empty());
    }

    static TracedRequest ofRead(ObjectName object, long snap, long offset, long length) {
        return new TracedRequest(
                object.toString(),
                List.of(Step.range("read", offset, length)),
                snap == RadosPool.HEAD ? OptionalLong.empty() : OptionalLong.of(snap),
                Optional.empty());
    }

    static TracedRequest ofWrite(ObjectName object, SnapContext context, ObjectOperation... operations) {
        List<Step> steps = new ArrayList<>();
        OptionalLong snapId = OptionalLong.empty();
        for (ObjectOperation operation : operations) {
            steps.add(stepOf(operation));
            if (operation instanceof ObjectOperation.Rollback rollback) {
                snapId = OptionalLong.of(rollback.snap());
            }
        }
        return new TracedRequest(
                object.toString(),
                steps,
                snapId,
                Optional.of(new TracedOperation.SnapContext(context.seq(), context.snaps())));
    }

    private static Step stepOf(ObjectOperation operation) {
        if (operation instanceof ObjectOperation.AssertExists) {
            return Step.of("assert-exists");
        } else if (operation instanceof ObjectOperation.Create) {
            return Step.of("create");
        } else if (operation instanceof ObjectOperation.Write write) {
            return Step.range("write", write.offset(), write.data().remaining());
        } else if (operation instanceof ObjectOperation.WriteFull full) {
            return Step.range("write-full", 0, full.data().remaining());
        } else if (operation instanceof ObjectOperation.Zero zero) {
            return Step.range("zero", zero.offset(), zero.length());
        } else if (operation instanceof ObjectOperation.Truncate truncate) {
            return Step.at("truncate", truncate.size());
        } else if (operation instanceof ObjectOperation.Remove) {
            return Step.of("remove");
        } else if (operation instanceof ObjectOperation.Rollback) {
            return Step.of("rollback");
        } else if (operation instanceof ObjectOperation.CopyUp copyUp) {
            return Step.range("copyup", 0, copyUp.data().remaining());
        }
        throw new IllegalArgumentException("a step without a name: " + operation);
    }

    TracedOperation answered(String client, String pool, String result) {
        return new TracedOperation(client, pool, object, steps, snapId, snapContext, result);
    }
}
