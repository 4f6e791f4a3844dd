package org.rbd4j.conformance.lockstep;

import org.rbd4j.Image;

/** What an open handle is asked about its image, without reading any of its content. */
enum Question {
    STAT {
        @Override
        Object ask(Image image, Masks masks) {
            return masks.stat(image.stat());
        }
    },
    FEATURES {
        @Override
        Object ask(Image image, Masks masks) {
            return image.features();
        }
    },
    FLAGS {
        @Override
        Object ask(Image image, Masks masks) {
            return image.flags();
        }
    },
    OVERLAP {
        @Override
        Object ask(Image image, Masks masks) {
            return image.overlap();
        }
    },
    PARENT {
        @Override
        Object ask(Image image, Masks masks) {
            return masks.parent(image.parent());
        }
    },
    SNAPSHOTS {
        @Override
        Object ask(Image image, Masks masks) {
            return masks.snapshots(image.snapshots().list());
        }
    },
    PROTECTION {
        @Override
        Object ask(Image image, Masks masks) {
            return image.snapshots().list().stream()
                    .map(snapshot -> image.snapshots().isProtected(snapshot.name()))
                    .toList();
        }
    },
    CHILDREN {
        @Override
        Object ask(Image image, Masks masks) {
            return masks.children(image.children());
        }
    },
    OWNER {
        @Override
        Object ask(Image image, Masks masks) {
            return image.isExclusiveLockOwner();
        }
    };

    abstract Object ask(Image image, Masks masks);
}
