package org.rbd4j.conformance;

import java.util.List;
import org.rbd4j.AdvisoryLock;
import org.rbd4j.Image;

/** The cookies of all who hold an image's lock, sorted; none if nobody does. */
final class Cookies {
    private Cookies() {}

    static List<String> of(Image image) {
        return image.locks().list().map(AdvisoryLock::holders).orElse(List.of()).stream()
                .map(AdvisoryLock.Holder::cookie)
                .sorted()
                .toList();
    }
}
