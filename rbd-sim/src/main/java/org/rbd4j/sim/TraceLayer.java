package org.rbd4j.sim;

import java.util.List;
import org.rbd4j.Errno;
import org.rbd4j.sim.rados.ErrnoFailure;
import org.rbd4j.sim.rados.IoContext;
import org.rbd4j.sim.rados.RadosRequest;
import org.rbd4j.sim.rados.RequestPath;
import org.rbd4j.sim.rados.RequestText;

/**
 * The layer that notes every request of a call that somebody wants to see, and changes none.
 *
 * @param next where requests go on to
 * @param trace where they are noted, in the order in which they were begun
 */
record TraceLayer(RequestPath next, CallTrace trace) implements RequestPath {
    @Override
    public <R> R send(IoContext from, RadosRequest<R> request) {
        List<TracedOperation> operations = request.isSentToOsds() ? trace.operationsOfThisCall() : null;
        if (operations == null) {
            return next.send(from, request);
        }
        RequestText text = request.text();
        int position = operations.size();
        try {
            R answer = next.send(from, request);
            operations.add(position, TracedOperation.of(from, text, request.outcome(answer)));
            return answer;
        } catch (ErrnoFailure failure) {
            operations.add(position, TracedOperation.of(from, text, Errno.name(failure.errno())));
            throw failure;
        }
    }
}
