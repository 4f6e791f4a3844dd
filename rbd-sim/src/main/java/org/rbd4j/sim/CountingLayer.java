package org.rbd4j.sim;

import org.rbd4j.sim.rados.DataRequest;
import org.rbd4j.sim.rados.IoContext;
import org.rbd4j.sim.rados.RadosRequest;
import org.rbd4j.sim.rados.ReadOutcome;
import org.rbd4j.sim.rados.RequestPath;
import org.rbd4j.sim.rados.WriteOutcome;

/**
 * The layer that counts every request, and changes none.
 *
 * @param next where requests go on to
 * @param counters where they are counted
 */
record CountingLayer(RequestPath next, RunningCounters counters) implements RequestPath {
    @Override
    public <R> R send(IoContext from, RadosRequest<R> request) {
        if (request.isSentToOsds()) {
            counters.count(SimCounter.OPERATIONS);
        }
        R answer = next.send(from, request);
        if (request instanceof DataRequest.Read read && answer instanceof ReadOutcome outcome) {
            counters.countRead(read.bytesOf(outcome));
        } else if (request instanceof DataRequest.Operate write && answer instanceof WriteOutcome outcome) {
            counters.countWrite(outcome, write.step());
        }
        return answer;
    }
}
