package org.rbd4j.sim.rados;

import java.util.Optional;
import java.util.function.Supplier;

/** One client's watch on an object: it is told of every notification, and it shows the others that somebody is there. */
public interface Watch {
    /**
     * What its client calls this watch.
     *
     * @return the cookie
     */
    long cookie();

    /**
     * Whether its client still pings it.
     *
     * @return false from the moment when OSDs are to drop it, be they told or not
     */
    boolean isPinged();

    /**
     * Hears of a notification.
     *
     * @param notification what is told
     * @return what to do about it once all have heard, which makes the answer; empty for no answer
     */
    Optional<Supplier<NotifyAnswer>> hear(Notification notification);
}
