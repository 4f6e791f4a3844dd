package org.rbd4j.sim.rados;

import java.time.Instant;
import java.util.Optional;

/**
 * A method of an object class, with its arguments: OSDs run it where the object is, in one atomic step.
 *
 * @param <S> the type of the content that it changes
 */
public interface ClassMethod<S> {
    /**
     * The method's name.
     *
     * @return such as {@code rbd.set_size}; without a dot where it stands for a plain write, such as {@code write-full}
     */
    String name();

    /**
     * Runs the method. What it throws leaves the object as it was.
     *
     * @param before the content; empty if there is none
     * @param now what the OSD's clock says
     * @return the new content; empty for none
     */
    Optional<S> apply(Optional<S> before, Instant now);
}
