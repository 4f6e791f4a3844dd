package org.rbd4j.sim.librbd;

import java.util.Optional;
import java.util.function.Supplier;
import org.rbd4j.sim.rados.Notification;
import org.rbd4j.sim.rados.NotifyAnswer;
import org.rbd4j.sim.rados.Watch;

/** One handle's watch on its image's header: what the handle does when others tell or ask something. */
final class ImageWatch implements Watch {
    private final ImageContext image;
    private final long cookie;
    private boolean isPinged = true;

    ImageWatch(ImageContext image, long cookie) {
        this.image = image;
        this.cookie = cookie;
    }

    @Override
    public long cookie() {
        return cookie;
    }

    @Override
    public boolean isPinged() {
        return isPinged;
    }

    /** Ceases to ping the watch. */
    void abandon() {
        isPinged = false;
    }

    @Override
    public Optional<Supplier<NotifyAnswer>> hear(Notification notification) {
        if (notification instanceof HeaderUpdate) {
            image.markStale();
            return Optional.empty();
        }
        // Whoever hears of a request reads a header that is out of date, before it minds whom the request concerns.
        image.tryToRefreshIfStale();
        if (!image.exclusiveLock().isOwner()) {
            return Optional.empty();
        }
        return notification instanceof OwnerRequest request
                ? Optional.of(() -> NotifyAnswer.of(() -> carryOut(request)))
                : Optional.of(() -> NotifyAnswer.of(image.exclusiveLock()::release));
    }

    private void carryOut(OwnerRequest request) {
        image.refreshIfStale();
        request.carryOut(image);
    }
}
