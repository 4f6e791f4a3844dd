package org.rbd4j.conformance.lockstep;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BiFunction;
import java.util.function.Predicate;
import org.rbd4j.Image;
import org.rbd4j.Pool;
import org.rbd4j.Rados;
import org.rbd4j.RbdException;
import org.rbd4j.conformance.ConformanceTarget;
import org.rbd4j.conformance.lockstep.ImageState.SnapshotState;

/**
 * One target while a program runs on it: the program's clients and fresh pools, and what its steps made so far. Closing it
 * deletes the pools.
 */
final class World implements AutoCloseable {
    /** From this reference on, a step picks among everything there is, newest first, and not among what it is meant for. */
    static final int ERRANT = 60;

    final Masks masks;
    final List<ImageState> images = new ArrayList<>();
    final List<HandleState> handles = new ArrayList<>();

    private final ConformanceTarget target;
    private final boolean trimmerHeld;
    private final Map<String, String> options;
    private final List<String> poolNames = new ArrayList<>();
    private final List<Client> clients = new ArrayList<>();

    /** A client beside the program's own, which only looks. */
    private final Rados observer;

    private final List<Pool> observed = new ArrayList<>();
    private int handlesOpened;
    private int imagesNamed;
    private int snapshotsNamed;

    World(ConformanceTarget target, Program program) {
        this.target = target;
        this.trimmerHeld = program.trimmerHeld();
        this.options = Map.of(
                "rbd_cache",
                "false",
                "rbd_discard_granularity_bytes",
                String.valueOf(program.discardGranularityInBytes()));
        target.setNoSnapTrim(trimmerHeld);
        observer = target.connect(options);
        for (int i = 0; i < program.pools(); i++) {
            String name = "lockstep-" + UUID.randomUUID();
            observer.createPool(name);
            poolNames.add(name);
            observed.add(observer.openPool(name));
        }
        for (int i = 0; i < program.clients(); i++) {
            clients.add(newClient());
        }
        masks = new Masks(poolNames);
    }

    /** One of the program's clients, with the pools that it opened. */
    private record Client(Rados connection, List<Pool> pools) {}

    private Client newClient() {
        Rados connection = target.connect(options);
        return new Client(
                connection, poolNames.stream().map(connection::openPool).toList());
    }

    /** Runs a step. What it asks in order to find its arguments may fail too, at a handle that a deadline took. */
    Step run(Operation operation) {
        try {
            return operation.run(this);
        } catch (RbdException failure) {
            return new Step(operation.toJava(), Step.Failure.of(failure));
        }
    }

    /** Closes a client with all its handles, and lets it come again. */
    void reconnect(int client) {
        clients.get(client).connection().close();
        handles.removeIf(handle -> handle.client == client);
        clients.set(client, newClient());
    }

    /** After what may have removed a snapshot: lets the trimmer finish, unless it is held back. */
    void awaitSnapTrim() {
        if (!trimmerHeld) {
            target.awaitSnapTrim();
        }
    }

    /** Whether a client that the program had was closed. */
    boolean isGone(Rados client) {
        return clients.stream().noneMatch(there -> there.connection() == client);
    }

    int clientOf(int reference) {
        return reference % clients.size();
    }

    int poolOf(int reference) {
        return reference % poolNames.size();
    }

    Pool pool(int client, int pool) {
        return clients.get(client).pools().get(pool);
    }

    Rados connection(int client) {
        return clients.get(client).connection();
    }

    List<Pool> observedPools() {
        return observed;
    }

    /** Picks newest first among those that fit; among all if the reference is errant. */
    static <T> Optional<T> pick(List<T> all, Predicate<? super T> fits, int reference) {
        List<T> candidates =
                reference >= ERRANT ? all : all.stream().filter(fits).toList();
        return candidates.isEmpty()
                ? Optional.empty()
                : Optional.of(candidates.get(candidates.size() - 1 - reference % ERRANT % candidates.size()));
    }

    Optional<ImageState> image(int reference) {
        return pick(images, image -> true, reference);
    }

    /** Runs a step on one of the handles. */
    Step onHandle(
            Operation step, Predicate<HandleState> fits, int reference, BiFunction<HandleState, Image, Step> body) {
        return pick(handles, fits, reference)
                .map(state -> body.apply(state, state.handle))
                .orElseGet(() -> Step.skipped(step));
    }

    /** Runs a step on one of the handles whose images have such a snapshot, and on one of these. */
    Step onSnapshot(
            Operation step,
            Predicate<HandleState> fits,
            int handle,
            Predicate<SnapshotState> wanted,
            int snapshot,
            BiFunction<HandleState, SnapshotState, Step> body) {
        Predicate<HandleState> fitsAndHasOne =
                state -> fits.test(state) && state.image.snapshots.stream().anyMatch(wanted);
        return pick(handles, fitsAndHasOne, handle)
                .flatMap(state -> pick(state.image.snapshots, wanted, snapshot).map(found -> body.apply(state, found)))
                .orElseGet(() -> Step.skipped(step));
    }

    int nextHandleNumber() {
        return handlesOpened++;
    }

    /** 0 is a name that was not used before, any other number always the same name, used or not. */
    String imageName(int reference) {
        return "i" + (reference == 0 ? 100 + imagesNamed++ : reference);
    }

    String snapshotName(int reference) {
        return "s" + (reference == 0 ? 100 + snapshotsNamed++ : reference);
    }

    @Override
    public void close() {
        clients.forEach(client -> client.connection().close());
        observed.forEach(Pool::close);
        poolNames.forEach(observer::deletePool);
        observer.close();
    }
}
