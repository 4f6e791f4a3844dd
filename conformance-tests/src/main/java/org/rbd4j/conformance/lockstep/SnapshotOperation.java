package org.rbd4j.conformance.lockstep;

import org.rbd4j.conformance.lockstep.ImageState.SnapshotState;

/** A step on an image's snapshots, through one of its handles. */
public sealed interface SnapshotOperation extends Operation {
    /**
     * Takes a snapshot.
     *
     * @param handle which handle
     * @param name 0 for a new name, else one of a few that may be taken
     */
    record CreateSnapshot(int handle, int name) implements SnapshotOperation {
        @Override
        public Step run(World world) {
            return world.onHandle(this, HandleState::maintains, handle, (state, image) -> {
                if (Hazards.snapshotBehindTheOwnersBack(world, state)) {
                    return Step.skipped(this);
                }
                String snapshot = world.snapshotName(name);
                Step step = Step.of(state + ".snapshots().create(" + snapshot + ")", () -> {
                    image.snapshots().create(snapshot);
                    return "created";
                });
                if (step.succeeded()) {
                    state.image.snapshots.add(new SnapshotState(state.image, snapshot));
                }
                return step;
            });
        }
    }

    /**
     * Removes a snapshot, preferably one that is not protected.
     *
     * @param handle which handle of an image with snapshots
     * @param snapshot which snapshot
     */
    record RemoveSnapshot(int handle, int snapshot) implements SnapshotOperation {
        @Override
        public Step run(World world) {
            return world.onSnapshot(
                    this, HandleState::maintains, handle, RemoveSnapshot::isFree, snapshot, (state, target) -> {
                        Step step = Step.of(state + ".snapshots().remove(" + target.name + ")", () -> {
                            state.handle.snapshots().remove(target.name);
                            return "removed";
                        });
                        if (step.succeeded()) {
                            state.image.snapshots.remove(target);
                        }
                        world.awaitSnapTrim();
                        return step;
                    });
        }

        private static boolean isFree(SnapshotState candidate) {
            return !candidate.isProtected;
        }
    }

    /**
     * Renames a snapshot.
     *
     * @param handle which handle of an image with snapshots
     * @param snapshot which snapshot
     * @param name as for {@link CreateSnapshot}
     */
    record RenameSnapshot(int handle, int snapshot, int name) implements SnapshotOperation {
        @Override
        public Step run(World world) {
            return world.onSnapshot(this, HandleState::maintains, handle, any -> true, snapshot, (state, target) -> {
                String to = world.snapshotName(name);
                Step step = Step.of(state + ".snapshots().rename(" + target.name + ", " + to + ")", () -> {
                    state.handle.snapshots().rename(target.name, to);
                    return "renamed";
                });
                if (step.succeeded()) {
                    target.name = to;
                }
                return step;
            });
        }
    }

    /**
     * Protects a snapshot, preferably one that is not.
     *
     * @param handle which handle of an image with snapshots
     * @param snapshot which snapshot
     */
    record Protect(int handle, int snapshot) implements SnapshotOperation {
        @Override
        public Step run(World world) {
            return world.onSnapshot(
                    this, HandleState::maintains, handle, any -> !any.isProtected, snapshot, (state, target) -> {
                        Step step = Step.of(state + ".snapshots().protect(" + target.name + ")", () -> {
                            state.handle.snapshots().protect(target.name);
                            return "protected";
                        });
                        if (step.succeeded()) {
                            target.isProtected = true;
                        }
                        return step;
                    });
        }
    }

    /**
     * Lifts a snapshot's protection, preferably of one that is protected.
     *
     * @param handle which handle of an image with snapshots
     * @param snapshot which snapshot
     */
    record Unprotect(int handle, int snapshot) implements SnapshotOperation {
        @Override
        public Step run(World world) {
            return world.onSnapshot(
                    this, HandleState::maintains, handle, any -> any.isProtected, snapshot, (state, target) -> {
                        Step step = Step.of(state + ".snapshots().unprotect(" + target.name + ")", () -> {
                            state.handle.snapshots().unprotect(target.name);
                            return "unprotected";
                        });
                        if (step.succeeded()) {
                            target.isProtected = false;
                        }
                        return step;
                    });
        }
    }

    /**
     * Rolls back.
     *
     * @param handle which handle of an image with snapshots
     * @param snapshot to which snapshot
     */
    record Rollback(int handle, int snapshot) implements SnapshotOperation {
        @Override
        public Step run(World world) {
            return world.onSnapshot(
                    this,
                    HandleState::writesHead,
                    handle,
                    any -> true,
                    snapshot,
                    (state, target) -> Step.of(state + ".snapshots().rollback(" + target.name + ")", () -> {
                        state.handle.snapshots().rollback(target.name);
                        return "rolled back";
                    }));
        }
    }

    /**
     * Selects a snapshot.
     *
     * @param handle which handle of an image with snapshots
     * @param snapshot which snapshot
     */
    record SelectSnapshot(int handle, int snapshot) implements SnapshotOperation {
        @Override
        public Step run(World world) {
            return world.onSnapshot(this, any -> true, handle, any -> true, snapshot, (state, target) -> {
                Step step = Step.of(state + ".selectSnapshot(" + target.name + ")", () -> {
                    state.handle.selectSnapshot(target.name);
                    return "selected";
                });
                if (step.succeeded()) {
                    state.atSnapshot = true;
                }
                return step;
            });
        }
    }

    /**
     * Selects HEAD, preferably where a snapshot is selected.
     *
     * @param handle which handle
     */
    record SelectHead(int handle) implements SnapshotOperation {
        @Override
        public Step run(World world) {
            return world.onHandle(this, candidate -> candidate.atSnapshot, handle, (state, image) -> {
                Step step = Step.of(state + ".selectHead()", () -> {
                    image.selectHead();
                    return "selected";
                });
                if (step.succeeded()) {
                    state.atSnapshot = false;
                }
                return step;
            });
        }
    }
}
