package org.rbd4j.sim.librbd;

import java.util.function.Consumer;
import org.rbd4j.sim.rados.IntervalSet;
import org.rbd4j.sim.rados.ObjectNumbers;

/**
 * A range of an image's HEAD that is to be discarded. However large it is, it costs no more than what is stored of it, or shown
 * of a parent.
 *
 * @param image the image
 * @param offset where it begins, in bytes
 * @param length how many bytes
 */
record DiscardedRange(ImageContext image, long offset, long length) {
    /** Shows what each object has of the range, by ascending number; those to which a discard means nothing are left out. */
    void forEachObject(Consumer<ObjectRange> request) {
        Layout layout = image.layout();
        IntervalSet touched = Striper.objectsIn(layout, offset, length);
        IntervalSet needed = touched.intersect(IntervalSet.of(0, firstThatMayBeLeftOut(touched)));
        needed.forEach((first, count) -> {
            for (long number = first; number < first + count; number++) {
                request.accept(Striper.rangeOn(layout, number, offset, length));
            }
        });
        touched.subtract(needed).forEach((first, count) -> {
            for (long number : worthwhile(first, first + count)) {
                request.accept(Striper.rangeOn(layout, number, offset, length));
            }
        });
    }

    /** Before it, a discard hides the parent's data, or changes what a map says that knows nothing of the objects. */
    private long firstThatMayBeLeftOut(IntervalSet touched) {
        return image.objectMap().isKept() && image.objectMap().isInvalid(image.snapId())
                ? touched.end()
                : Striper.objectCount(image.layout(), image.header().head().overlap());
    }

    /**
     * What is stored, and what the map says is; and the first and the last in any case, for a client whose requests are refused must
     * hear of it.
     */
    private ObjectNumbers worthwhile(long from, long to) {
        ObjectNumbers.Builder numbers = new ObjectNumbers.Builder();
        numbers.add(from);
        new StoredObjects(image).own(from, to).stream().forEach(numbers::add);
        image.objectMap().existingAtHead(from, to).stream().forEach(numbers::add);
        numbers.add(to - 1);
        return numbers.build();
    }
}
