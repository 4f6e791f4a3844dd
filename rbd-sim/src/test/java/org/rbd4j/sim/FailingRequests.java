package org.rbd4j.sim;

import java.util.ArrayList;
import java.util.List;
import org.rbd4j.Errno;
import org.rbd4j.sim.rados.ErrnoFailure;
import org.rbd4j.sim.rados.IoContext;
import org.rbd4j.sim.rados.PoolRequest;
import org.rbd4j.sim.rados.RadosRequest;
import org.rbd4j.sim.rados.RequestPath;
import org.rbd4j.sim.rados.RequestText;

/** A layer that lets one request fail: the n-th after it was told so. It notes the requests that passed it since. */
final class FailingRequests implements RequestPath {
    private final RequestPath next;
    private final List<String> seen = new ArrayList<>();
    private int failing = -1;
    private int errno;

    FailingRequests(RequestPath next) {
        this.next = next;
    }

    /** From now on requests are noted, and the one of this number, from 0, fails; with ESHUTDOWN its client is blocklisted for good. */
    void fail(int number, int withErrno) {
        seen.clear();
        failing = number;
        errno = withErrno;
    }

    /** No request fails any more. */
    void stop() {
        failing = -1;
    }

    /** What was asked of which kind of object since, in order. */
    List<String> seen() {
        return List.copyOf(seen);
    }

    @Override
    public <R> R send(IoContext from, RadosRequest<R> request) {
        if (!request.isSentToOsds()) {
            return next.send(from, request);
        }
        boolean fails = seen.size() == failing;
        seen.add(describe(request.text()));
        if (fails && errno == Errno.ESHUTDOWN) {
            next.send(from, new PoolRequest.Blocklist(from.client().entity()));
        } else if (fails) {
            return fail(request);
        }
        return next.send(from, request);
    }

    /** That there is no such object is for many requests not a failure but an answer. */
    private <R> R fail(RadosRequest<R> request) {
        return request.ifAbsent()
                .filter(answer -> errno == Errno.ENOENT)
                .orElseThrow(() -> new ErrnoFailure(errno, "injected"));
    }

    /** Without ids, so that it says the same whatever was done before. */
    private static String describe(RequestText text) {
        String object = text.object().replaceAll("\\.[0-9a-f]+(\\.[0-9a-f]{16})?$", "$1");
        return (object + " " + text.steps().get(0).name()).trim();
    }
}
