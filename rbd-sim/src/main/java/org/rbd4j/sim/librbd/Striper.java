package org.rbd4j.sim.librbd;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.rbd4j.sim.rados.IntervalSet;

/** The arithmetic between ranges of an image and ranges of its objects; it has no state. */
final class Striper {
    private Striper() {}

    /**
     * Cuts a range of an image by object. Its pieces on one object follow one another there, and are one extent, as librbd
     * sends them in one operation.
     *
     * @return the extents by ascending object number
     */
    static List<ObjectExtent> objectExtents(Layout layout, long offset, long length) {
        if (isOfOneObject(layout, offset, length)) {
            return List.of(new ObjectExtent(objectAt(layout, offset), offsetInObject(layout, offset), length));
        }
        Map<Long, ObjectExtent> byObject = new TreeMap<>();
        long unitsPerObject = layout.objectSize() / layout.stripeUnit();
        long done = 0;
        while (done < length) {
            long at = offset + done;
            long unit = at / layout.stripeUnit();
            long stripe = unit / layout.stripeCount();
            long objectNumber = stripe / unitsPerObject * layout.stripeCount() + unit % layout.stripeCount();
            long inUnit = at % layout.stripeUnit();
            long inObject = stripe % unitsPerObject * layout.stripeUnit() + inUnit;
            long piece = Math.min(length - done, contiguous(layout, inObject));
            byObject.computeIfAbsent(objectNumber, number -> new ObjectExtent(number, inObject))
                    .append(new ObjectExtent.BufferPart(done, piece));
            done += piece;
        }
        return List.copyOf(byObject.values());
    }

    /** Whether a range, which is not empty, lies in one object as it lies in the image. */
    static boolean isOfOneObject(Layout layout, long offset, long length) {
        return length > 0 && isPlain(layout) && length <= layout.objectSize() - offsetInObject(layout, offset);
    }

    /** The number of the object that has an offset of the image, where each object is one range of it. */
    static long objectAt(Layout layout, long offset) {
        return offset >>> layout.order();
    }

    /** Where in that object the offset lies. */
    static long offsetInObject(Layout layout, long offset) {
        return offset & layout.objectSize() - 1;
    }

    /** Whether each object is one range of the image. */
    static boolean isPlain(Layout layout) {
        return layout.stripeCount() == 1;
    }

    /** How many bytes from here on follow one another both in the object and in the image. */
    private static long contiguous(Layout layout, long inObject) {
        long end = layout.stripeCount() == 1 ? layout.objectSize() : layout.stripeUnit();
        return end - inObject % end;
    }

    /** The ranges of the image that lie on a range of one object, in the order of the object's bytes. */
    static List<ImageExtent> imageExtents(Layout layout, long objectNumber, long offset, long length) {
        List<ImageExtent> extents = new ArrayList<>();
        long unitsPerObject = layout.objectSize() / layout.stripeUnit();
        long objectSet = objectNumber / layout.stripeCount();
        long column = objectNumber % layout.stripeCount();
        long done = 0;
        while (done < length) {
            long at = offset + done;
            long stripe = objectSet * unitsPerObject + at / layout.stripeUnit();
            long inUnit = at % layout.stripeUnit();
            long piece = Math.min(length - done, contiguous(layout, at));
            extents.add(
                    new ImageExtent((stripe * layout.stripeCount() + column) * layout.stripeUnit() + inUnit, piece));
            done += piece;
        }
        return extents;
    }

    /** Where an object's bytes are in the image. */
    static IntervalSet onImage(Layout layout, long objectNumber, IntervalSet inObject) {
        IntervalSet.Builder result = new IntervalSet.Builder();
        inObject.forEach((offset, length) -> imageExtents(layout, objectNumber, offset, length)
                .forEach(extent -> result.add(extent.offset(), extent.length())));
        return result.build();
    }

    /** How many objects an image of this size spans: the last stripe may not reach all objects of its set. */
    static long objectCount(Layout layout, long size) {
        long period = layout.stripePeriod();
        long count = size / period * layout.stripeCount();
        long rest = size % period;
        if (rest > 0) {
            count += Math.min(layout.stripeCount(), ceilingDivide(rest, layout.stripeUnit()));
        }
        return count;
    }

    static long ceilingDivide(long dividend, long divisor) {
        return dividend / divisor + (dividend % divisor == 0 ? 0 : 1);
    }
}
