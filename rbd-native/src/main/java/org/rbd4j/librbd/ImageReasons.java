package org.rbd4j.librbd;

import org.jspecify.annotations.Nullable;
import org.rbd4j.Errno;
import org.rbd4j.Feature;
import org.rbd4j.Features;
import org.rbd4j.Snapshot;
import org.rbd4j.internal.Reason;

/**
 * Why calls of one open image failed.
 *
 * @param info what the image tells of itself
 * @param snapshots its snapshots
 * @param selected which of them the handle sees
 * @param readOnly whether the handle may write
 */
record ImageReasons(LibrbdImageInfo info, LibrbdSnapshots snapshots, SelectedSnapshot selected, boolean readOnly) {
    private static final long DISCARD_LIMIT = 1L << 31;

    /** Of a read, a write or a discard at an offset. */
    Why at(long offset) {
        return notWritable().or(gone()).or(past(offset));
    }

    private Why past(long offset) {
        return errno -> {
            long size = info.size();
            return errno == Errno.EINVAL && offset >= size ? Reason.PAST_THE_END.of(size) : null;
        };
    }

    /** Of a discard, which is the one of them with a limit. */
    Why discard(long offset, long length) {
        Why tooLong = errno -> errno == Errno.EINVAL && length >= DISCARD_LIMIT ? Reason.DISCARD_TOO_LONG.of() : null;
        return tooLong.or(at(offset));
    }

    /** Of what cannot be written to. */
    Why notWritable() {
        return errno -> {
            if (errno != Errno.EROFS) {
                return null;
            }
            return readOnly
                    ? Reason.HANDLE_READ_ONLY.of()
                    : selected.isHead() ? Reason.LOCK_ELSEWHERE.of() : Reason.SNAPSHOT_SELECTED.of();
        };
    }

    /** Of what sees nothing any more. */
    Why gone() {
        return selectionGone().or(Why.GONE);
    }

    private Why selectionGone() {
        return errno -> {
            boolean isSo = errno == Errno.ENOENT && !info.isGone() && selected.isGone(snapshots);
            return isSo ? Reason.SELECTION_REMOVED.of() : null;
        };
    }

    /** Of a call that names a snapshot which is to be there. */
    Why snapshot(String name) {
        return notWritable().or(missing(name)).or(Why.GONE);
    }

    private Why missing(String name) {
        return errno -> {
            boolean isMissing = errno == Errno.ENOENT && !info.isGone() && find(name) == null;
            return isMissing ? Reason.NO_SUCH_SNAPSHOT.of(name) : null;
        };
    }

    /** Of a call that gives a snapshot its name. */
    Why newSnapshot(String name) {
        return notWritable().or(Why.GONE).or(errno -> errno == Errno.EEXIST ? Reason.SNAPSHOT_EXISTS.of(name) : null);
    }

    /** Of protecting a snapshot. */
    Why protect(String name) {
        return snapshot(name).or(errno -> switch (errno) {
            case Errno.ENOSYS -> lacksLayering();
            case Errno.EBUSY -> snapshots.isProtected(name) ? Reason.PROTECTED.of(name) : null;
            default -> null;
        });
    }

    /** Of unprotecting a snapshot. */
    Why unprotect(String name) {
        return snapshot(name).or(errno -> switch (errno) {
            case Errno.EINVAL -> snapshots.isProtected(name) ? null : Reason.NOT_PROTECTED.of(name);
            case Errno.EBUSY -> Reason.HAS_CLONES.of(name);
            default -> null;
        });
    }

    /** Of removing a snapshot. */
    Why remove(String name) {
        return snapshot(name)
                .or(errno -> errno == Errno.EBUSY && snapshots.isProtected(name) ? Reason.PROTECTED.of(name) : null);
    }

    /** Of a rollback to a snapshot. */
    Why rollback(String name) {
        return notWritable().or(selectionGone()).or(missing(name)).or(Why.GONE);
    }

    /** Of a flatten. */
    Why flatten() {
        return notWritable().or(gone()).or(errno -> {
            boolean hasNone = errno == Errno.EINVAL && info.parent().isEmpty();
            return hasNone ? Reason.NO_PARENT.of() : null;
        });
    }

    /** Of rebuilding the object map. */
    Why rebuild() {
        return notWritable().or(gone()).or(errno -> {
            boolean hasNone = errno == Errno.EINVAL && !info.features().contains(Feature.OBJECT_MAP);
            return hasNone ? Reason.NO_OBJECT_MAP.of() : null;
        });
    }

    /** Of a diff since a snapshot. */
    Why diff(long offset, @Nullable String since) {
        if (since == null) {
            return at(offset);
        }
        return selectionGone().or(missing(since)).or(Why.GONE).or(past(offset)).or(errno -> {
            boolean isLater = errno == Errno.EINVAL && find(since) != null;
            return isLater ? Reason.EARLIER_IS_LATER.of(since) : null;
        });
    }

    /** Of a resize. */
    Why resize(long size) {
        return notWritable().or(Why.GONE).or(errno -> errno == Errno.EINVAL ? tooManyObjects(size) : null);
    }

    private @Nullable String tooManyObjects(long size) {
        long objects =
                NewImageReasons.objects(size, info.stat().objectSizeInBytes(), info.stripeCount(), info.stripeUnit());
        return objects > NewImageReasons.MOST_OBJECTS && info.features().contains(Feature.OBJECT_MAP)
                ? Reason.TOO_MANY_OBJECTS.of(NewImageReasons.MOST_OBJECTS, objects)
                : null;
    }

    /** Of switching features. */
    Why updateFeatures(Features set, boolean on) {
        return notWritable()
                .or(Why.GONE)
                .or(errno -> errno == Errno.EINVAL ? new FeatureReasons(info.features()).of(set, on) : null);
    }

    private @Nullable String lacksLayering() {
        Features features = info.features();
        return features.contains(Feature.LAYERING) ? null : Reason.LACKS_LAYERING.of();
    }

    private @Nullable Snapshot find(String name) {
        return LibrbdSnapshots.named(name, snapshots.list());
    }
}
