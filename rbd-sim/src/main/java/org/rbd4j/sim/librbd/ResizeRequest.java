package org.rbd4j.sim.librbd;

/** Changes HEAD's size: an object map grows before the image and shrinks after it, and data past a smaller size goes first. */
final class ResizeRequest {
    private final ImageContext image;
    private final long newSize;

    ResizeRequest(ImageContext image, long newSize) {
        this.image = image;
        this.newSize = newSize;
    }

    void run() {
        if (newSize != image.header().head().size()) {
            runUnannounced();
            image.headerObject().announce();
        }
    }

    /** Tells nobody: what this is a part of does that. */
    void runUnannounced() {
        long oldSize = image.header().head().size();
        long objectCount = Striper.objectCount(image.layout(), newSize);
        if (newSize < oldSize) {
            new TrimRequest(image, oldSize, newSize).run();
        } else {
            image.objectMap().resize(objectCount);
        }
        image.changeHeaderUnannounced(new HeaderMethod.SetSize(newSize));
        if (newSize < oldSize) {
            image.objectMap().resize(objectCount);
        }
    }
}
