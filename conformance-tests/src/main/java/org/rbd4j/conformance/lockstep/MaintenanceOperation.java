package org.rbd4j.conformance.lockstep;

import java.util.function.Predicate;
import org.rbd4j.Feature;
import org.rbd4j.Features;
import org.rbd4j.ImageOptions;

/** A step that changes or copies an image as a whole, through one of its handles. */
public sealed interface MaintenanceOperation extends Operation {
    /**
     * Changes the image's size.
     *
     * @param handle which handle
     * @param objects the size in objects
     * @param bytes the size's bytes on top
     */
    record Resize(int handle, int objects, int bytes) implements MaintenanceOperation {
        @Override
        public Step run(World world) {
            return world.onHandle(this, HandleState::writesHead, handle, (state, image) -> {
                long size = Shapes.size(image.stat().objectSizeInBytes(), objects, bytes);
                return Step.of(state + ".resize(" + size + ")", () -> {
                    image.resize(size);
                    return "resized";
                });
            });
        }
    }

    /**
     * Flattens, preferably a clone.
     *
     * @param handle which handle
     */
    record Flatten(int handle) implements MaintenanceOperation {
        @Override
        public Step run(World world) {
            Predicate<HandleState> clones = state -> state.writesHead() && state.image.hasParent;
            return world.onHandle(this, clones, handle, (state, image) -> {
                Step step = Step.of(state + ".flatten()", () -> {
                    WatchedProgress progress = new WatchedProgress();
                    image.flatten(progress);
                    return progress.answer("flattened");
                });
                if (step.succeeded()) {
                    state.image.hasParent = false;
                }
                return step;
            });
        }
    }

    /**
     * Copies what is selected.
     *
     * @param handle which handle
     * @param pool into which pool
     * @param name 0 for a new name, else one of a few that may be taken
     * @param order 0 for the source's
     * @param features 0 for the source's, else an index into the feature sets, counted from 1
     * @param striping 0 for the source's
     */
    record Copy(int handle, int pool, int name, int order, int features, int striping) implements MaintenanceOperation {
        @Override
        public Step run(World world) {
            return world.onHandle(this, any -> true, handle, (state, image) -> {
                if (Hazards.waitsForTheAdvisoryLockToRead(state.image)) {
                    return Step.skipped(this);
                }
                int where = world.poolOf(pool);
                String copy = world.imageName(name);
                ImageOptions options = Shapes.derived(order, features, striping);
                Hazards.letSeeWhatOthersDid(image);
                Hazards.letReadUnderTheLock(state.image, image);
                Step step = Step.of(
                        state + ".copy(pool" + where + "/" + copy + ", " + CanonicalText.of(options) + ")", () -> {
                            WatchedProgress progress = new WatchedProgress();
                            image.copy(world.pool(state.client, where), copy, options, progress);
                            return progress.answer("copied");
                        });
                if (step.succeeded()) {
                    world.images.add(new ImageState(
                            where, copy, false, options.features().orElse(state.image.features)));
                }
                return step;
            });
        }
    }

    /**
     * Switches features on or off.
     *
     * @param handle which handle
     * @param features an index into the sets that are switched at once
     * @param enabled true for on
     */
    record UpdateFeatures(int handle, int features, boolean enabled) implements MaintenanceOperation {
        @Override
        public Step run(World world) {
            return world.onHandle(this, HandleState::writesHead, handle, (state, image) -> {
                Features set = Shapes.switched(features);
                boolean switchesLock = set.contains(Feature.EXCLUSIVE_LOCK) || set.contains(Feature.JOURNALING);
                if (switchesLock && Hazards.lockSwitchedUnderAnother(world, state)) {
                    return Step.skipped(this);
                }
                Step step = Step.of(state + ".updateFeatures(" + CanonicalText.of(set) + ", " + enabled + ")", () -> {
                    image.updateFeatures(set, enabled);
                    return "switched";
                });
                if (step.succeeded()) {
                    Features before = state.image.features;
                    state.image.features = enabled ? before.plus(set) : before.minus(set);
                }
                return step;
            });
        }
    }

    /**
     * Makes the object map of what is selected anew.
     *
     * @param handle which handle
     */
    record RebuildObjectMap(int handle) implements MaintenanceOperation {
        @Override
        public Step run(World world) {
            return world.onHandle(
                    this,
                    HandleState::maintains,
                    handle,
                    (state, image) -> Step.of(state + ".rebuildObjectMap()", () -> {
                        WatchedProgress progress = new WatchedProgress();
                        image.rebuildObjectMap(progress);
                        return progress.answer("rebuilt");
                    }));
        }
    }
}
