package org.rbd4j.conformance;

import java.util.ArrayList;
import java.util.List;
import org.rbd4j.DiffExtent;
import org.rbd4j.DiffRange;
import org.rbd4j.Image;

/** The extents of a diff, in the order in which the visitor is told them. */
final class Extents {
    private Extents() {}

    static List<DiffExtent> of(Image image, DiffRange range) {
        List<DiffExtent> extents = new ArrayList<>();
        image.diff(range, extents::add);
        return extents;
    }
}
