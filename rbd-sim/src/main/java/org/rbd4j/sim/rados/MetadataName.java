package org.rbd4j.sim.rados;

/**
 * The name of an object whose content is one immutable Java value, changed by class methods alone.
 *
 * @param <S> the value's type
 * @param object the object's name, such as {@code rbd_header.1}
 * @param type the value's class
 */
public record MetadataName<S>(String object, Class<S> type) {
    @Override
    public String toString() {
        return object;
    }
}
