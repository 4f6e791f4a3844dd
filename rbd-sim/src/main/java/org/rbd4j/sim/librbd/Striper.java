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

    /** Which objects have a byte of a range of the image, by number; found without a look at each of them. */
    static IntervalSet objectsIn(Layout layout, long offset, long length) {
        if (length == 0) {
            return IntervalSet.EMPTY;
        }
        long firstUnit = offset / layout.stripeUnit();
        long lastUnit = (offset + length - 1) / layout.stripeUnit();
        long unitsPerSet = layout.stripePeriod() / layout.stripeUnit();
        long firstSet = firstUnit / unitsPerSet;
        long lastSet = lastUnit / unitsPerSet;
        if (firstSet == lastSet) {
            return objectsOfOneSet(layout, firstUnit, lastUnit);
        }
        return objectsOfOneSet(layout, firstUnit, (firstSet + 1) * unitsPerSet - 1)
                .union(IntervalSet.of(
                        (firstSet + 1) * layout.stripeCount(), (lastSet - firstSet - 1) * layout.stripeCount()))
                .union(objectsOfOneSet(layout, lastSet * unitsPerSet, lastUnit));
    }

    /** Units that follow one another go round the objects of their set: over all of them, or from one column to another. */
    private static IntervalSet objectsOfOneSet(Layout layout, long firstUnit, long lastUnit) {
        long stripeCount = layout.stripeCount();
        long firstOfSet = firstUnit / (layout.stripePeriod() / layout.stripeUnit()) * stripeCount;
        if (lastUnit - firstUnit >= stripeCount - 1) {
            return IntervalSet.of(firstOfSet, stripeCount);
        }
        long from = firstUnit % stripeCount;
        long to = lastUnit % stripeCount + 1;
        return from < to
                ? IntervalSet.of(firstOfSet + from, to - from)
                : IntervalSet.of(firstOfSet, to).union(IntervalSet.of(firstOfSet + from, stripeCount - from));
    }

    /** What one object has of a range of the image: there it is one range too, empty if the object has none of it. */
    static ObjectRange rangeOn(Layout layout, long objectNumber, long offset, long length) {
        long begin = bytesBefore(layout, objectNumber, offset);
        return new ObjectRange(objectNumber, begin, bytesBefore(layout, objectNumber, offset + length) - begin);
    }

    /** How many bytes of an object lie before an offset of the image. */
    private static long bytesBefore(Layout layout, long objectNumber, long offset) {
        long inSet = offset - objectNumber / layout.stripeCount() * layout.stripePeriod();
        if (inSet <= 0 || inSet >= layout.stripePeriod()) {
            return inSet <= 0 ? 0 : layout.objectSize();
        }
        long stripe = layout.stripeUnit() * layout.stripeCount();
        long inStripe = inSet % stripe - objectNumber % layout.stripeCount() * layout.stripeUnit();
        return inSet / stripe * layout.stripeUnit() + Math.max(0, Math.min(layout.stripeUnit(), inStripe));
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

    /** The ranges of the image that lie on a range of one object, in the order of the object's bytes, as far as a long counts them. */
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
            long onImage = (stripe * layout.stripeCount() + column) * layout.stripeUnit() + inUnit;
            if (onImage < 0) {
                break;
            }
            extents.add(new ImageExtent(onImage, Math.min(piece, Long.MAX_VALUE - onImage)));
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
