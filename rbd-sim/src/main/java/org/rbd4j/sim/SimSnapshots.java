package org.rbd4j.sim;

import java.util.List;
import java.util.function.Supplier;
import org.rbd4j.Snapshot;
import org.rbd4j.Snapshots;
import org.rbd4j.internal.Quoted;
import org.rbd4j.sim.librbd.Maintenance;
import org.rbd4j.sim.librbd.SnapshotOperations;

/** The snapshots of an image through one simulated handle. */
final class SimSnapshots implements Snapshots {
    private final SimImage image;
    private final SnapshotOperations operations;
    private final Maintenance maintenance;

    SimSnapshots(SimImage image, SnapshotOperations operations, Maintenance maintenance) {
        this.image = image;
        this.operations = operations;
        this.maintenance = maintenance;
    }

    @Override
    public void create(String name) {
        change("snapshots.create", name, () -> operations.create(name));
    }

    @Override
    public List<Snapshot> list() {
        return image.sharedUnlessGone(List.of(), () -> image.describe("snapshots.list"), operations::list);
    }

    @Override
    public void remove(String name) {
        exclusive("snapshots.remove", name, () -> operations.remove(name));
    }

    @Override
    public void rename(String from, String to) {
        Supplier<String> call = () -> image.subject().snapshot(from).call("snapshots.rename", "to " + Quoted.of(to));
        Arguments.requireCString(call.get(), to);
        change(call, from, () -> operations.rename(from, to));
    }

    @Override
    public void protect(String name) {
        change("snapshots.protect", name, () -> operations.protect(name));
    }

    @Override
    public void unprotect(String name) {
        change("snapshots.unprotect", name, () -> operations.unprotect(name));
    }

    @Override
    public boolean isProtected(String name) {
        Supplier<String> call = describe("snapshots.isProtected", name);
        Arguments.requireCString(call.get(), name);
        return image.shared(call, () -> operations.isProtected(name));
    }

    @Override
    public void rollback(String name) {
        exclusive("snapshots.rollback", name, () -> maintenance.rollback(name));
    }

    private void exclusive(String operation, String name, Runnable body) {
        Supplier<String> call = describe(operation, name);
        Arguments.requireCString(call.get(), name);
        image.exclusive(call, () -> {
            body.run();
            return null;
        });
    }

    private void change(String operation, String name, Runnable body) {
        change(describe(operation, name), name, body);
    }

    private void change(Supplier<String> call, String name, Runnable body) {
        Arguments.requireCString(call.get(), name);
        image.exclusiveUnlessReadOnly(call, () -> {
            body.run();
            return null;
        });
    }

    private Supplier<String> describe(String operation, String name) {
        return () -> image.subject().snapshot(name).call(operation);
    }
}
