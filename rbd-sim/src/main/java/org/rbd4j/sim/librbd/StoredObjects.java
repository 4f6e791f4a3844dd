package org.rbd4j.sim.librbd;

import org.rbd4j.sim.rados.DataRequest;
import org.rbd4j.sim.rados.IntervalSet;
import org.rbd4j.sim.rados.ObjectNumbers;

/**
 * The numbers of an image's objects that are stored, so that loops over all of its objects cost what is there and not what could
 * be.
 *
 * @param image the image
 */
record StoredObjects(ImageContext image) {
    /** The image's own objects with a head or a clone. */
    ObjectNumbers own(long from, long to) {
        return image.io().send(new DataRequest.StoredNumbers(image.header().dataPrefix(), from, to));
    }

    /** Own objects, and those in whose place a parent may show data of its. */
    ObjectNumbers withParents(long from, long to) {
        ObjectNumbers own = own(from, to);
        ImageContext parent = image.parent();
        if (parent == null) {
            return own;
        }
        ObjectNumbers.Builder all = new ObjectNumbers.Builder();
        own.stream().forEach(all::add);
        long parentObjects =
                Striper.objectCount(parent.layout(), image.selected().overlap());
        new StoredObjects(parent).withParents(0, parentObjects).stream().forEach(number -> {
            for (ImageExtent extent : Striper.imageExtents(
                    parent.layout(), number, 0, parent.layout().objectSize())) {
                addAbove(extent, from, to, all);
            }
        });
        return all.build();
    }

    private void addAbove(ImageExtent ofParent, long from, long to, ObjectNumbers.Builder all) {
        Striper.objectsIn(image.layout(), ofParent.offset(), ofParent.length())
                .intersect(IntervalSet.of(from, to - from))
                .forEach(all::addAll);
    }
}
