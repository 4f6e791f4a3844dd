package org.rbd4j.sim;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import org.rbd4j.Errno;
import org.rbd4j.conformance.failures.FailedRequest;
import org.rbd4j.sim.rados.ErrnoFailure;
import org.rbd4j.sim.rados.IoContext;
import org.rbd4j.sim.rados.PoolRequest;
import org.rbd4j.sim.rados.RadosRequest;
import org.rbd4j.sim.rados.RequestPath;

/** A layer that knows librbd's names of what a call asks, and lets the request of one name fail. */
final class NamedRequests implements RequestPath {
    private final RequestPath next;
    private final Set<String> seen = new LinkedHashSet<>();
    private final NamesOfLibrbd names;
    private Optional<FailedRequest> failing = Optional.empty();
    private String failure = "";
    private boolean isCall;

    NamedRequests(RequestPath next, Collection<String> ofTheCall) {
        this.next = next;
        this.names = new NamesOfLibrbd(ofTheCall);
    }

    /** Every request from now on is the call's. */
    void beginCall() {
        isCall = true;
    }

    /** One of them is to fail, in one of the ways of the table. */
    void fail(FailedRequest row, String how) {
        failing = Optional.of(row);
        failure = how;
    }

    /** Nothing is the call's any more. */
    void endCall() {
        isCall = false;
    }

    /** All names of what the call asked. */
    Set<String> seen() {
        return Set.copyOf(seen);
    }

    @Override
    public <R> R send(IoContext from, RadosRequest<R> request) {
        if (!isCall || !request.isSentToOsds()) {
            return next.send(from, request);
        }
        Optional<String> name = names.next(request.text());
        name.ifPresent(seen::add);
        if (name.isEmpty() || !name.equals(failing.map(FailedRequest::request))) {
            return next.send(from, request);
        }
        if (failure.equals(FailedRequest.BLOCKLISTED)) {
            next.send(from, new PoolRequest.Blocklist(from.client().entity()));
            return next.send(from, request);
        }
        return fail(request);
    }

    /** That there is no such object is for many requests not a failure but an answer. */
    private <R> R fail(RadosRequest<R> request) {
        return request.ifAbsent()
                .filter(answer -> failure.equals(Errno.name(Errno.ENOENT)))
                .orElseThrow(() -> new ErrnoFailure(FailedRequest.errnos().get(failure), "injected"));
    }
}
