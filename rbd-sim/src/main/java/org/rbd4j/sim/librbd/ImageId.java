package org.rbd4j.sim.librbd;

import java.time.Instant;
import java.util.Optional;
import org.rbd4j.Errno;
import org.rbd4j.internal.Reason;
import org.rbd4j.sim.rados.ClassMethod;
import org.rbd4j.sim.rados.ErrnoFailure;
import org.rbd4j.sim.rados.IoContext;
import org.rbd4j.sim.rados.MetadataName;
import org.rbd4j.sim.rados.MetadataRequest;

/**
 * The content of an image's id object, by which an image is found by its name.
 *
 * @param id the image's id
 */
record ImageId(String id) {
    private static MetadataName<ImageId> nameOf(String imageName) {
        return new MetadataName<>("rbd_id." + imageName, "id", ImageId.class);
    }

    /** The object is created with it, and must not be there yet. */
    private record SetId(String imageName, String id) implements ClassMethod<ImageId> {
        @Override
        public String name() {
            return "rbd.set_id";
        }

        @Override
        public Optional<ImageId> apply(Optional<ImageId> before, Instant now) {
            if (before.isPresent()) {
                throw new ErrnoFailure(Errno.EEXIST, Reason.IMAGE_EXISTS.of(imageName));
            }
            return Optional.of(new ImageId(id));
        }
    }

    static Optional<String> read(IoContext io, String imageName) {
        return io.send(new MetadataRequest.Read<>(nameOf(imageName))).map(ImageId::id);
    }

    static void create(IoContext io, String imageName, String id) {
        io.send(new MetadataRequest.Exec<>(nameOf(imageName), new SetId(imageName, id)));
    }

    static void remove(IoContext io, String imageName) {
        io.send(new MetadataRequest.Remove(nameOf(imageName)));
    }
}
