package org.rbd4j.sim.librbd;

import java.util.NavigableSet;
import java.util.TreeSet;
import org.rbd4j.sim.rados.DataRequest;

/**
 * The numbers of an image's objects that are stored, so that loops over all of its objects cost what is there and not what could
 * be.
 *
 * @param image the image
 */
record StoredObjects(ImageContext image) {
    /** The image's own objects with a head or a clone. */
    NavigableSet<Long> own(long from, long to) {
        return image.io().send(new DataRequest.StoredNumbers(image.header().dataPrefix(), from, to));
    }

    /** Own objects, and those in whose place a parent may show data of its. */
    NavigableSet<Long> withParents(long from, long to) {
        NavigableSet<Long> numbers = own(from, to);
        ImageContext parent = image.parent();
        if (parent == null) {
            return numbers;
        }
        NavigableSet<Long> all = new TreeSet<>(numbers);
        long parentObjects =
                Striper.objectCount(parent.layout(), image.selected().overlap());
        for (long parentNumber : new StoredObjects(parent).withParents(0, parentObjects)) {
            for (ImageExtent extent : Striper.imageExtents(
                    parent.layout(), parentNumber, 0, parent.layout().objectSize())) {
                Striper.objectExtents(image.layout(), extent.offset(), extent.length())
                        .forEach(found -> all.add(found.objectNumber()));
            }
        }
        return all.subSet(from, true, to, false);
    }
}
