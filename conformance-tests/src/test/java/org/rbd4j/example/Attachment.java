package org.rbd4j.example;

import org.rbd4j.Image;

/** A volume that this host alone may use until it closes this. */
final class Attachment implements AutoCloseable {
    private final Image image;
    private final String cookie;

    /** Takes over the image and the lock that this host holds on it. */
    Attachment(Image image, String cookie) {
        this.image = image;
        this.cookie = cookie;
    }

    long size() {
        return image.size();
    }

    byte[] read(long offset, int length) {
        return image.read(offset, length);
    }

    void write(long offset, byte[] bytes) {
        image.write(offset, bytes);
    }

    /** Gives space back. What is not a whole granule of librbd's stays as it was; see {@link #zero}. */
    void discard(long offset, int length) {
        image.discard(offset, length);
    }

    /** Makes a part read as zeroes, and gives back as much of its space as librbd does. */
    void zero(long offset, int length) {
        image.discard(offset, length);
        byte[] left = image.read(offset, length);
        int from = 0;
        int to = left.length;
        while (from < to && left[from] == 0) {
            from++;
        }
        while (from < to && left[to - 1] == 0) {
            to--;
        }
        image.write(offset + from, new byte[to - from]);
    }

    void resize(long sizeInBytes) {
        image.resize(sizeInBytes);
    }

    /** What was written before is in every backup that begins afterwards. */
    void flush() {
        image.flush();
    }

    /** Whoever attaches the volume next reads what was written here, so the lock is kept until all of that is safe. */
    @Override
    public void close() {
        try (image) {
            image.flush();
            image.locks().unlock(cookie);
        }
    }
}
