package org.rbd4j.conformance.lockstep;

import java.util.Optional;
import org.rbd4j.ImageOptions;
import org.rbd4j.OpenOptions;
import org.rbd4j.Pool;
import org.rbd4j.conformance.lockstep.ImageState.SnapshotState;

/** A step on the directory of a pool, on handles, or on a client's connection. */
public sealed interface DirectoryOperation extends Operation {
    /**
     * Creates an image.
     *
     * @param client by which client
     * @param pool in which pool
     * @param name 0 for a new name, else one of a few that may be taken
     * @param order 0 for objects of 4 KiB, 1 for 8 KiB …
     * @param objects the size in objects
     * @param bytes the size's bytes on top
     * @param features an index into the feature sets
     * @param striping an index into the stripings; 0 is none
     */
    record CreateImage(int client, int pool, int name, int order, int objects, int bytes, int features, int striping)
            implements DirectoryOperation {
        @Override
        public Step run(World world) {
            int where = world.poolOf(pool);
            String image = world.imageName(name);
            long size = Shapes.size(1L << Shapes.order(order), objects, bytes);
            ImageOptions options = Shapes.created(order, features, striping);
            Step step = Step.of(
                    "create pool" + where + "/" + image + " of " + size + " bytes, " + CanonicalText.of(options),
                    () -> {
                        world.pool(world.clientOf(client), where).createImage(image, size, options);
                        return "created";
                    });
            if (step.succeeded()) {
                world.images.add(
                        new ImageState(where, image, false, options.features().orElseThrow()));
            }
            return step;
        }
    }

    /**
     * Makes an image that has more objects than an object map can tell of, or tries to. Other steps leave it alone: to shrink,
     * to copy or to remove it would take hours.
     *
     * @param client by which client
     * @param pool in which pool
     * @param way how the image is to come by both the objects and the map
     * @param more how many objects there are too many, less one
     */
    record CreateBeyondObjectMap(int client, int pool, int way, int more) implements DirectoryOperation {
        @Override
        public Step run(World world) {
            BeyondObjectMap chosen = BeyondObjectMap.values()[way % BeyondObjectMap.values().length];
            int where = world.poolOf(pool);
            String name = world.imageName(0);
            String call = "pool" + where + "/" + name + " beyond its object map by " + (more + 1L) + ": " + chosen;
            return Step.of(call, () -> chosen.attempt(world.pool(world.clientOf(client), where), name, more + 1L));
        }
    }

    /**
     * Clones a protected snapshot.
     *
     * @param client by which client
     * @param image which of the images with protected snapshots
     * @param snapshot which of its protected snapshots
     * @param pool into which pool
     * @param name as for {@link CreateImage}
     * @param order 0 for the parent's
     * @param features 0 for the parent's, else an index into the feature sets, counted from 1
     * @param striping 0 for the parent's
     */
    record CloneImage(int client, int image, int snapshot, int pool, int name, int order, int features, int striping)
            implements DirectoryOperation {
        @Override
        public Step run(World world) {
            Optional<SnapshotState> source = World.pick(world.images, CloneImage::hasProtected, image)
                    .flatMap(parent -> World.pick(parent.snapshots, candidate -> candidate.isProtected, snapshot));
            if (source.isEmpty()) {
                return Step.skipped(this);
            }
            SnapshotState parent = source.get();
            int where = world.poolOf(pool);
            String child = world.imageName(name);
            ImageOptions options = Shapes.derived(order, features, striping);
            String call = "clone " + parent.image + "@" + parent.name + " to pool" + where + "/" + child + ", "
                    + CanonicalText.of(options);
            Step step = Step.of(call, () -> {
                int by = world.clientOf(client);
                world.pool(by, parent.image.pool)
                        .cloneImage(parent.image.name, parent.name, world.pool(by, where), child, options);
                return "cloned";
            });
            if (step.succeeded()) {
                world.images.add(
                        new ImageState(where, child, true, options.features().orElse(parent.image.features)));
            }
            return step;
        }

        private static boolean hasProtected(ImageState candidate) {
            return candidate.snapshots.stream().anyMatch(snapshot -> snapshot.isProtected);
        }
    }

    /**
     * Opens an image.
     *
     * @param client by which client
     * @param image which image
     * @param readOnly for reading alone
     * @param snapshot 0 for HEAD, else which of its snapshots, counted from 1
     */
    record OpenImage(int client, int image, boolean readOnly, int snapshot) implements DirectoryOperation {
        @Override
        public Step run(World world) {
            Optional<ImageState> found = world.image(image);
            if (found.isEmpty()) {
                return Step.skipped(this);
            }
            ImageState state = found.get();
            Optional<SnapshotState> at =
                    snapshot == 0 ? Optional.empty() : World.pick(state.snapshots, any -> true, snapshot - 1);
            OpenOptions options = new OpenOptions(readOnly, at.map(selected -> selected.name));
            int by = world.clientOf(client);
            int number = world.nextHandleNumber();
            return Step.of(
                    "handle" + number + " = client" + by + " opens " + state + " " + CanonicalText.of(options), () -> {
                        Pool pool = world.pool(by, state.pool);
                        world.handles.add(new HandleState(
                                number, by, state, readOnly, at.isPresent(), pool.openImage(state.name, options)));
                        return "opened";
                    });
        }
    }

    /**
     * Closes a handle.
     *
     * @param handle which handle
     */
    record CloseImage(int handle) implements DirectoryOperation {
        @Override
        public Step run(World world) {
            return world.onHandle(
                    this,
                    any -> true,
                    handle,
                    (state, image) -> Step.of("close " + state, () -> {
                        world.handles.remove(state);
                        image.close();
                        return "closed";
                    }));
        }
    }

    /**
     * Removes an image, preferably one without snapshots that nobody has open.
     *
     * @param client by which client
     * @param image which image
     */
    record RemoveImage(int client, int image) implements DirectoryOperation {
        @Override
        public Step run(World world) {
            Optional<ImageState> found = World.pick(world.images, candidate -> removable(world, candidate), image);
            if (found.isEmpty()) {
                return Step.skipped(this);
            }
            ImageState state = found.get();
            if (Hazards.waitsForTheAdvisoryLock(state)) {
                return Step.skipped(this);
            }
            Step step = Step.of("remove " + state, () -> {
                WatchedProgress progress = new WatchedProgress();
                world.pool(world.clientOf(client), state.pool).removeImage(state.name, progress);
                return progress.answer("removed");
            });
            if (step.succeeded()) {
                world.images.remove(state);
            }
            return step;
        }

        private static boolean removable(World world, ImageState candidate) {
            return candidate.snapshots.isEmpty()
                    && world.handles.stream().noneMatch(open -> open.image == candidate && !open.readOnly);
        }
    }

    /**
     * Renames an image.
     *
     * @param client by which client
     * @param image which image
     * @param name as for {@link CreateImage}
     */
    record RenameImage(int client, int image, int name) implements DirectoryOperation {
        @Override
        public Step run(World world) {
            Optional<ImageState> found = world.image(image);
            if (found.isEmpty()) {
                return Step.skipped(this);
            }
            ImageState state = found.get();
            String to = world.imageName(name);
            Step step = Step.of("rename " + state + " to " + to, () -> {
                world.pool(world.clientOf(client), state.pool).renameImage(state.name, to);
                return "renamed";
            });
            if (step.succeeded()) {
                state.name = to;
            }
            return step;
        }
    }

    /**
     * Lists a pool's images.
     *
     * @param client by which client
     * @param pool which pool
     */
    record ListImages(int client, int pool) implements DirectoryOperation {
        @Override
        public Step run(World world) {
            int where = world.poolOf(pool);
            return Step.of(
                    "list pool" + where,
                    () -> world.pool(world.clientOf(client), where).listImages());
        }
    }

    /**
     * Closes a client's connection with all its handles; the client comes again.
     *
     * @param client which client
     */
    record Reconnect(int client) implements DirectoryOperation {
        @Override
        public Step run(World world) {
            int which = world.clientOf(client);
            return Step.of("reconnect client" + which, () -> {
                world.reconnect(which);
                return "connected";
            });
        }
    }
}
