package org.rbd4j.sim.librbd;

import java.util.Optional;
import java.util.function.Consumer;
import org.rbd4j.Errno;
import org.rbd4j.Progress;
import org.rbd4j.internal.Reason;
import org.rbd4j.sim.rados.ErrnoFailure;
import org.rbd4j.sim.rados.IoContext;

/**
 * Removes an image by its name, by way of the trash as librbd does: what cannot be finished lies there, and removing the name once
 * more finishes it.
 */
final class ImageRemoval {
    private final IoContext io;
    private final ImageLocation location;
    private final Progress progress;

    ImageRemoval(ImageLocation location, Progress progress) {
        this.io = location.io();
        this.location = location;
        this.progress = progress;
    }

    void run() {
        Optional<String> listed = ImageDirectory.idOf(io, location.name());
        listed.ifPresent(id -> {
            whileOpen(id, RemoveRequest::requireRemovable);
            whileOpen(id, RemoveRequest::acquireLock);
            moveToTrash(id);
        });
        // A name that the directory does not have may be one whose removal was not finished.
        Optional<String> inTrash = listed.or(() -> TrashDirectory.idOf(io, location.name()));
        inTrash.ifPresentOrElse(this::removeFromTrash, this::removeUnlisted);
    }

    /** An image that only its name leads to is removed; what is left without a header goes, and yet there was no such image. */
    private void removeUnlisted() {
        boolean wasThere = ImageId.read(io, location.name())
                .map(id -> new RemoveRequest(location, id).run(progress))
                .orElse(false);
        if (!wasThere) {
            throw new ErrnoFailure(Errno.ENOENT, Reason.NO_SUCH_IMAGE.of());
        }
    }

    /** Does something to an image that has a header. */
    private void whileOpen(String id, Consumer<ImageContext> action) {
        OpenRequest.openToRemove(location, id).ifPresent(image -> {
            try {
                action.accept(image);
            } finally {
                image.close();
            }
        });
    }

    /** trash::MoveRequest; the entry says that it is there even where the way there failed. */
    private void moveToTrash(String id) {
        try {
            Unwinding.passOver(Errno.EEXIST, () -> TrashDirectory.add(io, id, location.name()));
            ImageId.remove(io, location.name());
            Unwinding.passOver(Errno.ENOENT, () -> ImageDirectory.remove(io, location.name()));
        } catch (ErrnoFailure failure) {
            TrashDirectory.setState(io, id, TrashDirectory.State.NORMAL);
            throw failure;
        }
        TrashDirectory.setState(io, id, TrashDirectory.State.NORMAL);
    }

    /** trash::RemoveRequest. */
    private void removeFromTrash(String id) {
        try {
            TrashDirectory.setState(io, id, TrashDirectory.State.REMOVING);
            new RemoveRequest(location, id).runFromTrash(progress);
        } catch (ErrnoFailure failure) {
            Unwinding.passOver(() -> TrashDirectory.setState(io, id, TrashDirectory.State.NORMAL));
            if (failure.errno() == Errno.EBUSY || failure.errno() == Errno.ENOTEMPTY) {
                Unwinding.passOver(() -> restore(id));
            }
            throw failure;
        }
    }

    /** Trash::restore: somebody began to use the image meanwhile. */
    private void restore(String id) {
        ImageId.create(io, location.name(), id);
        ImageDirectory.add(io, location.name(), id);
        TrashDirectory.remove(io, id);
    }
}
