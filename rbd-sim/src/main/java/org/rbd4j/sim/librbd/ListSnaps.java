package org.rbd4j.sim.librbd;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.rbd4j.sim.rados.IntervalSet;

/**
 * What changed in ranges of an image between two moments, told by the objects' own histories (io::ImageListSnapsRequest).
 *
 * @param image the image
 * @param range the two moments
 */
record ListSnaps(ImageContext image, SnapshotRange range) {
    /** Asks each object once, about all that the extents hold of it. */
    SnapshotDelta of(List<ImageExtent> extents) {
        if (extents.size() == 1) {
            ImageExtent only = extents.get(0);
            Layout layout = image.layout();
            if (Striper.isOfOneObject(layout, only.offset(), only.length())) {
                long number = Striper.objectAt(layout, only.offset());
                IntervalSet asked = IntervalSet.of(Striper.offsetInObject(layout, only.offset()), only.length());
                return image.objectIo().listSnaps(number, asked, range);
            }
        }
        Map<Long, IntervalSet.Builder> byObject = new TreeMap<>();
        for (ImageExtent asked : extents) {
            for (ObjectExtent extent : Striper.objectExtents(image.layout(), asked.offset(), asked.length())) {
                byObject.computeIfAbsent(extent.objectNumber(), number -> new IntervalSet.Builder())
                        .add(extent.offset(), extent.length());
            }
        }
        SnapshotDelta.Builder delta = new SnapshotDelta.Builder();
        byObject.forEach((number, asked) -> delta.add(image.objectIo().listSnaps(number, asked.build(), range)));
        return delta.build();
    }
}
