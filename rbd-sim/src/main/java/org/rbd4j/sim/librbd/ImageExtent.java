package org.rbd4j.sim.librbd;

import java.util.ArrayList;
import java.util.List;

/**
 * A range of an image.
 *
 * @param offset where it begins, in bytes
 * @param length how many bytes
 */
record ImageExtent(long offset, long length) {
    /** Drops what lies past the overlap. The extents are in order, so that what is left begins with the first. */
    static List<ImageExtent> beneathOverlap(List<ImageExtent> extents, long overlap) {
        List<ImageExtent> left = new ArrayList<>();
        for (ImageExtent extent : extents) {
            if (extent.offset() < overlap) {
                left.add(new ImageExtent(extent.offset(), Math.min(extent.length(), overlap - extent.offset())));
            }
        }
        return left;
    }
}
