package org.rbd4j.conformance;

import java.util.List;
import org.rbd4j.Image;

/**
 * An image and what is done to its bytes, in two parts, so that a law can do something in between.
 *
 * @param shape the image at its creation
 * @param before the first edits
 * @param after the edits that follow
 */
record History(ImageShape shape, List<Edit> before, List<Edit> after) {
    /** Does the first edits to a new image of this shape and returns its bytes. */
    byte[] begin(Image image) {
        return run(before, image, new byte[Math.toIntExact(shape.sizeInBytes())]);
    }

    /** Does the edits that follow to an image that holds {@code bytes}, and returns what it holds then. */
    byte[] goOn(Image image, byte[] bytes) {
        return run(after, image, bytes.clone());
    }

    private static byte[] run(List<Edit> edits, Image image, byte[] bytes) {
        byte[] now = bytes;
        for (Edit edit : edits) {
            now = edit.applyTo(image, now);
        }
        return now;
    }
}
