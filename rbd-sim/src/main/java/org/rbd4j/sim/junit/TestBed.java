package org.rbd4j.sim.junit;

import java.lang.reflect.Parameter;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.rbd4j.Image;
import org.rbd4j.ImageOptions;
import org.rbd4j.Pool;
import org.rbd4j.Rados;
import org.rbd4j.sim.OpenHandle;
import org.rbd4j.sim.SimCluster;

/**
 * One test's cluster, which no other test has, and what the test was given of it. Every handle that is given is opened here, and
 * by that is known from those that the test opens.
 */
final class TestBed {
    private static final Set<Class<?>> GIVEN = Set.of(SimCluster.class, Rados.class, Pool.class, Image.class);

    private final SimCluster cluster;
    private @Nullable Rados rados;
    private @Nullable Pool pool;

    TestBed(SimCluster cluster) {
        this.cluster = cluster;
    }

    static boolean gives(Parameter parameter) {
        return GIVEN.contains(parameter.getType());
    }

    SimCluster cluster() {
        return cluster;
    }

    /** What the parameter asks for, which is of a type that is given. */
    Object give(Parameter parameter) {
        Class<?> type = parameter.getType();
        if (type == SimCluster.class) {
            return cluster;
        }
        if (type == Rados.class) {
            return rados();
        }
        return type == Pool.class ? pool() : image(Optional.ofNullable(parameter.getAnnotation(TestImage.class)));
    }

    private synchronized Rados rados() {
        Rados open = rados;
        if (open == null) {
            open = cluster.connect();
            rados = open;
        }
        return open;
    }

    private synchronized Pool pool() {
        Pool open = pool;
        if (open == null) {
            Rados client = rados();
            String first = client.listPools().stream()
                    .findFirst()
                    .orElseThrow(() -> new IllegalStateException(cluster + " has no pool"));
            open = client.openPool(first);
            pool = open;
        }
        return open;
    }

    private synchronized Image image(Optional<TestImage> wanted) {
        List<String> present = pool().listImages();
        String name =
                wanted.map(TestImage::name).filter(given -> !given.isEmpty()).orElseGet(() -> unusedName(present));
        if (!present.contains(name)) {
            pool().createImage(
                            name,
                            wanted.map(TestImage::sizeInBytes).orElse(16L << 20),
                            wanted.map(TestBed::optionsOf).orElse(ImageOptions.defaults()));
        }
        return pool().openImage(name);
    }

    private static String unusedName(List<String> present) {
        int number = 1;
        while (present.contains("image-" + number)) {
            number++;
        }
        return "image-" + number;
    }

    private static ImageOptions optionsOf(TestImage wanted) {
        ImageOptions options = ImageOptions.defaults();
        if (wanted.order() != 0) {
            options = options.withOrder(wanted.order());
        }
        if (wanted.features().length > 0) {
            options = options.withFeatures(wanted.features());
        }
        if (wanted.stripeUnitInBytes() != 0 || wanted.stripeCount() != 0) {
            options = options.withStriping(wanted.stripeUnitInBytes(), wanted.stripeCount());
        }
        return options;
    }

    /** Closes what was given, and leaves the cluster to whoever comes next. */
    synchronized void closeGiven() {
        if (rados != null) {
            rados.close();
        }
    }

    /** Closes the cluster with every handle of it. */
    Optional<LeakedHandles> close() {
        List<OpenHandle> leaked = cluster.openHandles().stream()
                .filter(handle -> !handle.openedAt().getClassName().equals(TestBed.class.getName()))
                .toList();
        cluster.close();
        return leaked.isEmpty() ? Optional.empty() : Optional.of(new LeakedHandles(leaked));
    }
}
