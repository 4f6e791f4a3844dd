package org.rbd4j.sim.rados;

/**
 * The name of a data object: an image's prefix and the object's number.
 *
 * @param prefix what the names of the image's objects begin with
 * @param number the object's number, from 0
 */
public record ObjectName(String prefix, long number) {
    @Override
    public String toString() {
        return String.format("%s.%016x", prefix, number);
    }
}
