package org.rbd4j.librbd;

import static java.lang.foreign.MemoryLayout.paddingLayout;
import static java.lang.foreign.MemoryLayout.sequenceLayout;
import static java.lang.foreign.MemoryLayout.structLayout;
import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_BOOLEAN;
import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.lang.foreign.MemoryLayout.PathElement;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.StructLayout;
import org.rbd4j.ImageSpec;
import org.rbd4j.ImageStat;
import org.rbd4j.ParentSnapshot;
import org.rbd4j.Snapshot;

/** The structures of librbd.h that librbd fills in for the binding, as they lie in memory on 64-bit Linux. */
final class LibrbdStructs {
    static final StructLayout IMAGE_INFO = structLayout(
            JAVA_LONG.withName("size"),
            JAVA_LONG.withName("obj_size"),
            JAVA_LONG.withName("num_objs"),
            JAVA_INT.withName("order"),
            sequenceLayout(24, JAVA_BYTE).withName("block_name_prefix"),
            paddingLayout(4),
            JAVA_LONG.withName("parent_pool"),
            sequenceLayout(96, JAVA_BYTE).withName("parent_name"));

    static final StructLayout IMAGE_SPEC = structLayout(ADDRESS.withName("id"), ADDRESS.withName("name"));

    static final StructLayout LINKED_IMAGE_SPEC = structLayout(
            JAVA_LONG.withName("pool_id"),
            ADDRESS.withName("pool_name"),
            ADDRESS.withName("pool_namespace"),
            ADDRESS.withName("image_id"),
            ADDRESS.withName("image_name"),
            JAVA_BOOLEAN.withName("trash"),
            paddingLayout(7));

    static final StructLayout SNAP_SPEC = structLayout(
            JAVA_LONG.withName("id"), JAVA_INT.withName("namespace_type"), paddingLayout(4), ADDRESS.withName("name"));

    static final StructLayout SNAP_INFO =
            structLayout(JAVA_LONG.withName("id"), JAVA_LONG.withName("size"), ADDRESS.withName("name"));

    private LibrbdStructs() {}

    /** The prefix is told apart, because librbd cuts the structure's own to 24 bytes. */
    static ImageStat imageStat(MemorySegment info, String blockNamePrefix) {
        return new ImageStat(
                info.get(JAVA_LONG, offset(IMAGE_INFO, "size")),
                info.get(JAVA_LONG, offset(IMAGE_INFO, "obj_size")),
                info.get(JAVA_LONG, offset(IMAGE_INFO, "num_objs")),
                info.get(JAVA_INT, offset(IMAGE_INFO, "order")),
                blockNamePrefix);
    }

    static String imageName(MemorySegment spec) {
        return CString.fromC(spec, offset(IMAGE_SPEC, "name"));
    }

    static ImageSpec linkedImage(MemorySegment spec) {
        return ImageSpec.of(
                        CString.fromC(spec, offset(LINKED_IMAGE_SPEC, "pool_name")),
                        CString.fromC(spec, offset(LINKED_IMAGE_SPEC, "image_name")))
                .withNamespace(CString.fromC(spec, offset(LINKED_IMAGE_SPEC, "pool_namespace")))
                .withId(CString.fromC(spec, offset(LINKED_IMAGE_SPEC, "image_id")))
                .withInTrash(spec.get(JAVA_BOOLEAN, offset(LINKED_IMAGE_SPEC, "trash")));
    }

    static ParentSnapshot parentSnapshot(MemorySegment linkedImageSpec, MemorySegment snapSpec) {
        return ParentSnapshot.of(linkedImage(linkedImageSpec), CString.fromC(snapSpec, offset(SNAP_SPEC, "name")))
                .withSnapshotId(snapSpec.get(JAVA_LONG, offset(SNAP_SPEC, "id")));
    }

    static Snapshot snapshot(MemorySegment info) {
        return Snapshot.of(
                info.get(JAVA_LONG, offset(SNAP_INFO, "id")),
                CString.fromC(info, offset(SNAP_INFO, "name")),
                info.get(JAVA_LONG, offset(SNAP_INFO, "size")));
    }

    private static long offset(StructLayout layout, String field) {
        return layout.byteOffset(PathElement.groupElement(field));
    }
}
