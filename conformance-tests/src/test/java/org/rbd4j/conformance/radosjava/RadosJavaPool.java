package org.rbd4j.conformance.radosjava;

import com.ceph.rados.IoCTX;
import com.ceph.rbd.Rbd;
import com.ceph.rbd.RbdImage;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.rbd4j.Feature;
import org.rbd4j.Features;
import org.rbd4j.Image;
import org.rbd4j.ImageOptions;
import org.rbd4j.OpenOptions;
import org.rbd4j.Pool;
import org.rbd4j.Progress;

/** An IoCTX, and the images opened from it that are still open. */
final class RadosJavaPool implements Pool {
    private final String name;
    private final RadosJavaConnection connection;
    private final IoCTX io;
    private final Rbd rbd;
    private final Set<RadosJavaImage> open = new LinkedHashSet<>();

    RadosJavaPool(String name, RadosJavaConnection connection, IoCTX io) {
        this.name = name;
        this.connection = connection;
        this.io = io;
        this.rbd = new Rbd(io);
    }

    @Override
    public String name() {
        return name;
    }

    @Override
    public void createImage(String image, long sizeInBytes, ImageOptions options) {
        requireNoFormat(options);
        int order = options.order().orElse(0);
        Optional<Long> features = options.features().map(Features::bits);
        if (options.stripeCount().isPresent()) {
            long asked = features.orElseThrow(() -> new MissingCall("rbd_create4, striping with default features"));
            Answer.of(() -> rbd.create(
                    image,
                    sizeInBytes,
                    asked,
                    order,
                    options.stripeUnitInBytes().orElse(0),
                    options.stripeCount().getAsLong()));
        } else if (features.isPresent()) {
            Answer.of(() -> rbd.create(image, sizeInBytes, features.get(), order));
        } else {
            Answer.of(() -> rbd.create(image, sizeInBytes, order));
        }
    }

    /** The binding cannot ask for the parent's features, so what is not given is layering, without which no clone is made. */
    @Override
    public void cloneImage(String image, String snapshot, Pool childPool, String child, ImageOptions options) {
        requireNoFormat(options);
        RadosJavaPool target = (RadosJavaPool) childPool;
        long features = options.features().orElse(Features.of(Feature.LAYERING)).bits();
        int order = options.order().orElse(0);
        if (options.stripeCount().isPresent()) {
            Answer.of(() -> rbd.clone(
                    image,
                    snapshot,
                    target.io,
                    child,
                    features,
                    order,
                    options.stripeUnitInBytes().orElse(0),
                    options.stripeCount().getAsLong()));
        } else {
            Answer.of(() -> rbd.clone(image, snapshot, target.io, child, features, order));
        }
    }

    private static void requireNoFormat(ImageOptions options) {
        if (options.format().isPresent()) {
            throw new MissingCall("rbd_create4, image format");
        }
    }

    @Override
    public List<String> listImages() {
        List<String> names = new ArrayList<>(List.of(Answer.of(() -> rbd.list())));
        names.sort(null);
        return List.copyOf(names);
    }

    @Override
    public void removeImage(String image, Progress progress) {
        requireNoProgress(progress, "rbd_remove_with_progress");
        Answer.of(() -> rbd.remove(image));
    }

    static void requireNoProgress(Progress progress, String function) {
        if (progress != Progress.NONE) {
            throw new MissingCall(function);
        }
    }

    @Override
    public void renameImage(String from, String to) {
        Answer.of(() -> rbd.rename(from, to));
    }

    @Override
    public Image openImage(String image, OpenOptions options) {
        String snapshot = options.snapshot().orElse(null);
        RbdImage opened =
                Answer.of(() -> options.readOnly() ? rbd.openReadOnly(image, snapshot) : rbd.open(image, snapshot));
        RadosJavaImage handle = new RadosJavaImage(image, this, opened, options.snapshot());
        open.add(handle);
        return handle;
    }

    Rbd rbd() {
        return rbd;
    }

    void forget(RadosJavaImage image) {
        open.remove(image);
    }

    @Override
    public void close() {
        new ArrayList<>(open).forEach(RadosJavaImage::close);
        connection.forget(this);
        Answer.of(() -> io.close());
    }
}
