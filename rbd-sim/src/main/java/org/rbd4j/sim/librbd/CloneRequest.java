package org.rbd4j.sim.librbd;

import java.util.Optional;
import org.rbd4j.Progress;

/** Creates a clone of a snapshot: an image of its own, tied to its parent. A clone that cannot be tied is removed again. */
final class CloneRequest {
    private final ParentSpec parent;
    private final ImageLocation child;
    private final long size;
    private final NewImage shape;

    CloneRequest(ParentSpec parent, ImageLocation child, long size, NewImage shape) {
        this.parent = parent;
        this.child = child;
        this.size = size;
        this.shape = shape;
    }

    void run() {
        String id = new CreateRequest(child.io(), child.name(), size, shape).run();
        Unwinding unwinding = new Unwinding();
        unwinding.onFailure(() -> new RemoveRequest(child, id).run(Progress.NONE));
        unwinding.run(() -> {
            ImageContext image = OpenRequest.open(child, false, Optional.empty());
            unwinding.onFailure(image::close);
            image.headerObject().exec(new HeaderMethod.ParentAttach(parent, size));
            ChildrenDirectory.add(child.io(), parent, id);
            image.close();
        });
    }
}
