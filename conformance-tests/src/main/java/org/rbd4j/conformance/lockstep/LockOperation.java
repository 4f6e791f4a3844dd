package org.rbd4j.conformance.lockstep;

import java.util.List;
import org.rbd4j.AdvisoryLock;
import org.rbd4j.Image;
import org.rbd4j.OpenOptions;
import org.rbd4j.conformance.lockstep.ImageState.Hold;

/** A step on the managed or the advisory lock of an image, through one of its handles. */
public sealed interface LockOperation extends Operation {
    /**
     * Tells whether the handle owns the managed lock.
     *
     * @param handle which handle
     */
    record IsOwner(int handle) implements LockOperation {
        @Override
        public Step run(World world) {
            return world.onHandle(
                    this,
                    any -> true,
                    handle,
                    (state, image) -> Step.of(state + ".isExclusiveLockOwner()", image::isExclusiveLockOwner));
        }
    }

    /**
     * Takes the advisory lock.
     *
     * @param handle which handle
     * @param cookie which of a few cookies
     * @param tag 0 for an exclusive lock, else which of a few tags, counted from 1
     */
    record Lock(int handle, int cookie, int tag) implements LockOperation {
        @Override
        public Step run(World world) {
            return world.onHandle(this, any -> true, handle, (state, image) -> {
                String name = text(cookie);
                Step step = tag == 0
                        ? Step.of(state + ".locks().lockExclusive('" + name + "')", () -> {
                            image.locks().lockExclusive(name);
                            return "locked";
                        })
                        : Step.of(state + ".locks().lockShared('" + name + "', '" + text(tag - 1) + "')", () -> {
                            image.locks().lockShared(name, text(tag - 1));
                            return "locked";
                        });
                if (step.succeeded()) {
                    state.image.holds.add(new Hold(world.connection(state.client), name));
                }
                return step;
            });
        }
    }

    /**
     * Gives a hold of the advisory lock back, preferably one that there is.
     *
     * @param handle which handle
     * @param cookie which of a few cookies
     */
    record Unlock(int handle, int cookie) implements LockOperation {
        @Override
        public Step run(World world) {
            return world.onHandle(this, state -> !state.image.holds.isEmpty(), handle, (state, image) -> {
                String name = text(cookie);
                Step step = Step.of(state + ".locks().unlock('" + name + "')", () -> {
                    image.locks().unlock(name);
                    return "unlocked";
                });
                if (step.succeeded()) {
                    state.image.holds.remove(new Hold(world.connection(state.client), name));
                }
                return step;
            });
        }
    }

    /**
     * Breaks a hold of a client that is gone, never of a living one: the client is blocklisted, and its next call would tell.
     *
     * @param handle through which handle
     * @param cookie which of a few cookies
     */
    record BreakLock(int handle, int cookie) implements LockOperation {
        @Override
        public Step run(World world) {
            String name = text(cookie);
            return world.onHandle(this, state -> isLeftAlone(state.image, name, world), handle, (state, image) -> {
                if (isAlive(state.image, name, world)) {
                    return Step.skipped(this);
                }
                String client = holder(state, name, world);
                Step step = Step.of(state + ".locks().breakLock(a client that is gone, '" + name + "')", () -> {
                    image.locks().breakLock(client, name);
                    return "broken";
                });
                if (step.succeeded()) {
                    state.image.holds.removeIf(hold -> hold.cookie().equals(name));
                }
                return step;
            });
        }

        private static boolean isLeftAlone(ImageState image, String cookie, World world) {
            List<Hold> holds = image.holds.stream()
                    .filter(hold -> hold.cookie().equals(cookie))
                    .toList();
            return holds.size() == 1 && world.isGone(holds.get(0).client());
        }

        private static boolean isAlive(ImageState image, String cookie, World world) {
            return image.holds.stream().anyMatch(hold -> hold.cookie().equals(cookie) && !world.isGone(hold.client()));
        }

        /** Asked through a fresh handle, for one that has been open for a while lists what it saw before. */
        private static String holder(HandleState state, String cookie, World world) {
            try (Image fresh = world.pool(state.client, state.image.pool)
                    .openImage(state.image.name, OpenOptions.defaults().withReadOnly())) {
                return fresh.locks().list().stream()
                        .flatMap(lock -> lock.holders().stream())
                        .filter(holder -> holder.cookie().equals(cookie))
                        .map(AdvisoryLock.Holder::client)
                        .findFirst()
                        .orElse("client.1");
            }
        }
    }

    /**
     * Lists who holds the lock, managed or advisory.
     *
     * @param handle which handle
     */
    record ListHolders(int handle) implements LockOperation {
        @Override
        public Step run(World world) {
            return world.onHandle(
                    this,
                    any -> true,
                    handle,
                    (state, image) -> Step.of(
                            state + ".locks().list()",
                            () -> world.masks.lockSeenLately(image.locks().list())));
        }
    }

    private static String text(int reference) {
        return switch (reference % 3) {
            case 0 -> "a";
            case 1 -> "b";
            default -> "";
        };
    }
}
