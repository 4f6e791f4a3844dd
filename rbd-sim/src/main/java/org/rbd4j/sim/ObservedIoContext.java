package org.rbd4j.sim;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import org.rbd4j.Errno;
import org.rbd4j.sim.rados.ErrnoFailure;
import org.rbd4j.sim.rados.IoContext;
import org.rbd4j.sim.rados.MetadataName;
import org.rbd4j.sim.rados.ObjectHistory;
import org.rbd4j.sim.rados.ObjectName;
import org.rbd4j.sim.rados.ObjectOperation;
import org.rbd4j.sim.rados.RadosClient;
import org.rbd4j.sim.rados.SnapContext;
import org.rbd4j.sim.rados.Watch;
import org.rbd4j.sim.rados.WriteOutcome;

/** The layer that sees every RADOS operation: it counts and traces them, and changes none. */
final class ObservedIoContext implements IoContext {
    private final IoContext io;
    private final CallTrace trace;
    private final RunningCounters counters;

    ObservedIoContext(IoContext io, CallTrace trace, RunningCounters counters) {
        this.io = io;
        this.trace = trace;
        this.counters = counters;
    }

    @Override
    public long poolId() {
        return io.poolId();
    }

    @Override
    public String poolName() {
        return io.poolName();
    }

    @Override
    public List<IoContext> allPools() {
        return io.allPools().stream()
                .<IoContext>map(pool -> new ObservedIoContext(pool, trace, counters))
                .toList();
    }

    @Override
    public RadosClient client() {
        return io.client();
    }

    @Override
    public Instant now() {
        return io.now();
    }

    @Override
    public void blocklist(String entity) {
        send(() -> TracedRequest.of("", "blocklist " + entity), () -> io.blocklist(entity));
    }

    @Override
    public int read(ObjectName object, long snap, long offset, ByteBuffer destination) {
        int length = destination.remaining();
        int count = send(
                () -> TracedRequest.ofRead(object, snap, offset, length),
                () -> io.read(object, snap, offset, destination),
                bytes -> bytes < 0 ? Errno.name(Errno.ENOENT) : bytes + " bytes");
        counters.countRead(Math.max(0, count));
        return count;
    }

    @Override
    public WriteOutcome operate(ObjectName object, SnapContext context, ObjectOperation... operations) {
        WriteOutcome outcome = send(
                () -> TracedRequest.ofWrite(object, context, operations),
                () -> io.operate(object, context, operations),
                ObservedIoContext::describe);
        counters.countWrite(outcome, operations);
        return outcome;
    }

    private static String describe(WriteOutcome outcome) {
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

    @Override
    public Optional<ObjectHistory> listSnaps(ObjectName object) {
        return send(
                () -> TracedRequest.of(object.toString(), "list-snaps"),
                () -> io.listSnaps(object),
                ObservedIoContext::foundOrNot);
    }

    @Override
    public NavigableSet<Long> objectNumbers(String prefix, long from, long to) {
        return io.objectNumbers(prefix, from, to);
    }

    @Override
    public <S> Optional<S> read(MetadataName<S> name) {
        return send(
                () -> TracedRequest.of(name.object(), "read " + name.content()),
                () -> io.read(name),
                ObservedIoContext::foundOrNot);
    }

    @Override
    public <S> Optional<S> peek(MetadataName<S> name) {
        return io.peek(name);
    }

    @Override
    public <S> void exec(MetadataName<S> name, String method, UnaryOperator<Optional<S>> change) {
        send(() -> TracedRequest.ofExec(name.object(), method), () -> io.exec(name, method, change));
    }

    @Override
    public void remove(MetadataName<?> name) {
        send(() -> TracedRequest.of(name.object(), "remove"), () -> io.remove(name));
    }

    @Override
    public long createSnap() {
        return send(() -> TracedRequest.of("", "create-snap"), io::createSnap, snap -> "snapshot " + snap);
    }

    @Override
    public void removeSnap(long snap) {
        send(() -> TracedRequest.ofRemoveSnap(snap), () -> io.removeSnap(snap));
    }

    @Override
    public void watch(MetadataName<?> name, Watch watch) {
        send(() -> TracedRequest.of(name.object(), "watch"), () -> io.watch(name, watch));
    }

    @Override
    public void unwatch(MetadataName<?> name, Watch watch) {
        send(() -> TracedRequest.of(name.object(), "unwatch"), () -> io.unwatch(name, watch));
    }

    @Override
    public List<Watch> watches(MetadataName<?> name) {
        return send(
                () -> TracedRequest.of(name.object(), "list-watchers"),
                () -> io.watches(name),
                watches -> watches.size() + " watchers");
    }

    @Override
    public void notify(MetadataName<?> name) {
        send(() -> TracedRequest.of(name.object(), "notify"), () -> io.notify(name));
    }

    @Override
    public void ask(MetadataName<?> name) {
        send(() -> TracedRequest.of(name.object(), "notify"), () -> io.ask(name));
    }

    private static String foundOrNot(Optional<?> answer) {
        return answer.isPresent() ? "ok" : Errno.name(Errno.ENOENT);
    }

    private void send(Supplier<TracedRequest> request, Runnable operation) {
        send(
                request,
                () -> {
                    operation.run();
                    return "ok";
                },
                Function.identity());
    }

    private <T> T send(Supplier<TracedRequest> request, Supplier<T> operation, Function<T, String> result) {
        counters.countOperation();
        try {
            T answer = operation.get();
            note(request, () -> result.apply(answer));
            return answer;
        } catch (ErrnoFailure failure) {
            note(request, () -> Errno.name(failure.errno()));
            throw failure;
        }
    }

    private void note(Supplier<TracedRequest> request, Supplier<String> result) {
        trace.add(() -> request.get().answered(client().entity(), poolName(), result.get()));
    }
}
