package org.rbd4j.sim.librbd;

import org.rbd4j.Errno;
import org.rbd4j.Feature;
import org.rbd4j.internal.Reason;
import org.rbd4j.sim.rados.ErrnoFailure;
import org.rbd4j.sim.rados.IoContext;
import org.rbd4j.sim.rados.MetadataRequest;
import org.rbd4j.sim.rados.PoolRequest;
import org.rbd4j.sim.rados.RadosPool;

/** Creates an image of a shape that was found right: entry in the directory, id object, header, object map. */
final class CreateRequest {
    private final IoContext io;
    private final String name;
    private final long size;
    private final NewImage shape;
    private final Unwinding unwinding = new Unwinding();

    CreateRequest(IoContext io, String name, long size, NewImage shape) {
        this.io = io;
        this.name = name;
        this.size = size;
        this.shape = shape;
    }

    /** Returns the new image's id. */
    String run() {
        if (ImageId.read(io, name).isPresent()) {
            throw new ErrnoFailure(Errno.EEXIST, Reason.IMAGE_EXISTS.of(name));
        }
        String id = io.send(new PoolRequest.NextImageId());
        unwinding.run(() -> create(id));
        return id;
    }

    private void create(String id) {
        ImageDirectory.add(io, name, id);
        unwinding.onFailure(() -> ImageDirectory.remove(io, name));
        ImageId.create(io, name, id);
        unwinding.onFailure(() -> ImageId.remove(io, name));
        createHeader(id);
        unwinding.onFailure(() -> io.send(new MetadataRequest.Remove(ImageHeader.nameOf(id))));
        if (shape.features().contains(Feature.OBJECT_MAP)) {
            io.send(new MetadataRequest.Exec<>(
                    ObjectStates.nameAt(id, RadosPool.HEAD),
                    new ObjectMapMethod.Resize(Striper.objectCount(shape.layout(), size))));
        }
    }

    /** Where an image has the id already, librbd leaves everything as it is. */
    private void createHeader(String id) {
        try {
            io.send(new MetadataRequest.Exec<>(
                    ImageHeader.nameOf(id), new HeaderMethod.Create(id, size, shape.layout(), shape.features())));
        } catch (ErrnoFailure failure) {
            if (failure.errno() == Errno.EEXIST) {
                unwinding.forget();
                throw new ErrnoFailure(Errno.EBADF, "there is an image of the id " + id);
            }
            throw failure;
        }
    }
}
