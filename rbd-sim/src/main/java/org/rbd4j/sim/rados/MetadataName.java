package org.rbd4j.sim.rados;

/**
 * The name of one immutable Java value in an object, changed by class methods alone. An object may hold several, of different
 * types.
 *
 * @param <S> the value's type
 * @param object the object's name, such as {@code rbd_header.1}
 * @param content what the value is, in words, such as {@code lock}
 * @param type the value's class
 */
public record MetadataName<S>(String object, String content, Class<S> type) {
    @Override
    public String toString() {
        return object;
    }
}
