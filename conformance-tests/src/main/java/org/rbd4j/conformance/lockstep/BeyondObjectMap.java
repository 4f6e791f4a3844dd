package org.rbd4j.conformance.lockstep;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import org.rbd4j.Feature;
import org.rbd4j.Features;
import org.rbd4j.Image;
import org.rbd4j.ImageOptions;
import org.rbd4j.Pool;

/** A way in which an image could come to have an object map and more objects than one can tell of. */
enum BeyondObjectMap {
    CREATE {
        @Override
        void attempt(Attempt attempt) {
            attempt.create(attempt.size, MAPPED);
        }
    },
    RESIZE {
        @Override
        void attempt(Attempt attempt) {
            attempt.create(OBJECT_SIZE, MAPPED);
            attempt.open(image -> attempt.call(() -> {
                image.resize(attempt.size);
                return "resized";
            }));
        }
    },
    SWITCH_ON {
        @Override
        void attempt(Attempt attempt) {
            attempt.create(attempt.size, UNMAPPED);
            attempt.open(image -> attempt.switchOn(image, Features.of(Feature.OBJECT_MAP)));
        }
    },
    SWITCH_ON_BOTH_BY_OWNER {
        @Override
        void attempt(Attempt attempt) {
            attempt.create(attempt.size, UNMAPPED);
            attempt.open(image -> {
                image.write(0, new byte[1]);
                attempt.switchOn(image, Features.of(Feature.OBJECT_MAP, Feature.FAST_DIFF));
            });
        }
    },
    SWITCH_ON_WITH_LOCK {
        @Override
        void attempt(Attempt attempt) {
            attempt.create(attempt.size, Features.of(Feature.LAYERING));
            attempt.open(image -> attempt.switchOn(image, Features.of(Feature.EXCLUSIVE_LOCK, Feature.OBJECT_MAP)));
        }
    },
    SWITCH_ON_WHEN_GROWN {
        @Override
        void attempt(Attempt attempt) {
            attempt.create(OBJECT_SIZE, UNMAPPED);
            attempt.open(image -> {
                image.resize(attempt.size);
                attempt.switchOn(image, Features.of(Feature.OBJECT_MAP));
            });
        }
    },
    CLONE {
        @Override
        void attempt(Attempt attempt) {
            attempt.create(attempt.size, UNMAPPED);
            attempt.open(image -> {
                image.snapshots().create("s");
                image.snapshots().protect("s");
            });
            attempt.call(() -> {
                attempt.pool.cloneImage(attempt.name, "s", attempt.pool, attempt.name + "c", features(MAPPED));
                return "cloned";
            });
        }
    },
    COPY {
        @Override
        void attempt(Attempt attempt) {
            attempt.create(attempt.size, UNMAPPED);
            attempt.open(image -> attempt.call(() -> {
                image.copy(attempt.pool, attempt.name + "c", features(MAPPED), new WatchedProgress());
                return "copied";
            }));
        }
    };

    private static final long MOST_OBJECTS = 256_000_000;
    private static final int OBJECT_ORDER = 12;
    private static final long OBJECT_SIZE = 1L << OBJECT_ORDER;
    private static final Features UNMAPPED = Features.of(Feature.LAYERING, Feature.EXCLUSIVE_LOCK);
    private static final Features MAPPED = UNMAPPED.with(Feature.OBJECT_MAP);

    abstract void attempt(Attempt attempt);

    private static ImageOptions features(Features set) {
        return ImageOptions.defaults().withOrder(OBJECT_ORDER).withFeatures(set);
    }

    /** Answers what each call answered, and what the image is then. */
    List<Object> attempt(Pool pool, String name, long tooMany) {
        Attempt attempt = new Attempt(pool, name, (MOST_OBJECTS + tooMany) * OBJECT_SIZE);
        attempt(attempt);
        return attempt.answers;
    }

    /** A step on an open image. */
    private interface Use {
        void use(Image image);
    }

    /** One try. */
    static final class Attempt {
        private final Pool pool;
        private final String name;
        private final long size;
        private final List<Object> answers = new ArrayList<>();

        Attempt(Pool pool, String name, long size) {
            this.pool = pool;
            this.name = name;
            this.size = size;
        }

        private void call(Callable<?> body) {
            answers.add(Step.answerOf(body));
        }

        private void create(long sizeInBytes, Features set) {
            call(() -> {
                pool.createImage(name, sizeInBytes, features(set));
                return "created";
            });
        }

        private void open(Use use) {
            try (Image image = pool.openImage(name)) {
                use.use(image);
                call(image::size);
                call(image::features);
                call(image::flags);
                call(image::isExclusiveLockOwner);
            }
        }

        private void switchOn(Image image, Features set) {
            call(() -> {
                image.updateFeatures(set, true);
                return "switched";
            });
        }
    }
}
