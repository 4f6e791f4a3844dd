package org.rbd4j.internal;

import org.jspecify.annotations.Nullable;

/**
 * What a call was made on, and how messages and traces name the call.
 *
 * @param pool the pool's name
 * @param image the image's name, if it is an image or a snapshot of one
 * @param snapshot the snapshot's name, if it is one
 */
public record Subject(
        String pool, @Nullable String image, @Nullable String snapshot) {
    /**
     * A pool.
     *
     * @param name its name
     * @return the subject
     */
    public static Subject pool(String name) {
        return new Subject(name, null, null);
    }

    /**
     * An image of this pool.
     *
     * @param name its name
     * @return the subject
     */
    public Subject image(String name) {
        return new Subject(pool, name, null);
    }

    /**
     * A snapshot of this image.
     *
     * @param name its name
     * @return the subject
     */
    public Subject snapshot(String name) {
        return new Subject(pool, image, name);
    }

    /**
     * Names a call of which there is nothing more to say.
     *
     * @param operation as the interface names the method
     * @return the call
     */
    public String call(String operation) {
        return operation + " " + this;
    }

    /**
     * Names a call.
     *
     * @param operation as the interface names the method
     * @param numbers what was asked
     * @return the call
     */
    public String call(String operation, String numbers) {
        return operation + " " + this + ": " + numbers;
    }

    /**
     * An amount.
     *
     * @param count how many bytes
     * @return the amount
     */
    public static String bytes(long count) {
        return count + (count == 1 ? " byte" : " bytes");
    }

    /**
     * A range of an image.
     *
     * @param offset where it begins, in bytes
     * @param length how long it is, in bytes
     * @return the range
     */
    public static String range(long offset, long length) {
        return bytes(length) + " at offset " + offset;
    }

    @Override
    public String toString() {
        StringBuilder path = new StringBuilder(Quoted.shown(pool));
        String last = pool;
        if (image != null) {
            path.append('/').append(Quoted.shown(image));
            last = image;
        }
        if (snapshot != null) {
            path.append('@').append(Quoted.shown(snapshot));
            last = snapshot;
        }
        return "'" + path + "'" + Quoted.length(last);
    }
}
