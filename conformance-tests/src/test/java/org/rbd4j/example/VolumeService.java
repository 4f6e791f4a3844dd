package org.rbd4j.example;

import java.util.List;
import java.util.stream.Collectors;
import org.rbd4j.AdvisoryLock;
import org.rbd4j.Feature;
import org.rbd4j.Image;
import org.rbd4j.ImageBusyException;
import org.rbd4j.ImageExistsException;
import org.rbd4j.ImageOptions;
import org.rbd4j.ImageSpec;
import org.rbd4j.Pool;
import org.rbd4j.Snapshot;

/**
 * The volumes of one pool, as one host sees them: at most one host has a volume attached, and no volume goes while something
 * depends on it.
 *
 * <p>The advisory lock is what keeps a second host out. The managed lock would not: it goes to whoever writes next. As librbd
 * waits for ever for the managed lock while somebody holds the advisory one, volumes are made without it.
 */
final class VolumeService {
    private static final ImageOptions VOLUME = ImageOptions.defaults().withFeatures(Feature.LAYERING);
    private static final String TEMPLATE = "template";

    private final Pool pool;
    private final String host;

    /** The host's name is the cookie of its locks, so that whoever is refused is told by whom. */
    VolumeService(Pool pool, String host) {
        this.pool = pool;
        this.host = host;
    }

    void create(String volume, long sizeInBytes) {
        pool.createImage(volume, sizeInBytes, VOLUME);
    }

    /** Makes a template of what the volume holds now; the volume may change afterwards. */
    void publishTemplate(String volume) {
        try (Image image = pool.openImage(volume)) {
            image.snapshots().create(TEMPLATE);
            image.snapshots().protect(TEMPLATE);
        }
    }

    void createFromTemplate(String template, String volume) {
        pool.cloneImage(template, TEMPLATE, pool, volume, VOLUME);
    }

    /**
     * Attaches a volume to this host.
     *
     * @throws VolumeInUseException if it is attached already, be it to this host
     */
    Attachment attach(String volume) {
        Image image = pool.openImage(volume);
        try {
            image.locks().lockExclusive(host);
            return new Attachment(image, host);
        } catch (ImageBusyException | ImageExistsException held) {
            try (image) {
                throw attached("attach", image);
            }
        } catch (RuntimeException failure) {
            image.close();
            throw failure;
        }
    }

    /**
     * Takes a volume from a host that is dead, or as good as dead: the cluster refuses all that the host's client writes from
     * then on, to whichever volume. Never this host's own.
     */
    void forceDetach(String volume) {
        try (Image image = pool.openImage(volume)) {
            for (AdvisoryLock.Holder holder : holders(image)) {
                image.locks().breakLock(holder.client(), holder.cookie());
            }
        }
    }

    /**
     * Deletes a volume, a template too.
     *
     * @throws VolumeInUseException if it is attached, has clones, or is backed up
     */
    void delete(String volume) {
        try (Image image = pool.openImage(volume)) {
            if (!holders(image).isEmpty()) {
                throw attached("delete", image);
            }
            if (!image.children().isEmpty()) {
                throw new VolumeInUseException("delete " + volume + ": it is the template of "
                        + image.children().stream().map(ImageSpec::name).toList());
            }
            List<String> snapshots =
                    image.snapshots().list().stream().map(Snapshot::name).toList();
            if (snapshots.stream().anyMatch(name -> !name.equals(TEMPLATE))) {
                throw new VolumeInUseException("delete " + volume + ": backups depend on its snapshots " + snapshots);
            }
            if (snapshots.contains(TEMPLATE)) {
                image.snapshots().unprotect(TEMPLATE);
                image.snapshots().remove(TEMPLATE);
            }
        }
        // Who came in between is safe: librbd removes no image that is open for writing or has a snapshot.
        pool.removeImage(volume);
    }

    private static List<AdvisoryLock.Holder> holders(Image image) {
        return image.locks().list().map(AdvisoryLock::holders).orElse(List.of());
    }

    private static VolumeInUseException attached(String operation, Image image) {
        String hosts = holders(image).stream()
                .map(holder -> holder.cookie() + " (" + holder.client() + ")")
                .collect(Collectors.joining(", "));
        return new VolumeInUseException(operation + " " + image.name() + ": it is attached to " + hosts);
    }
}
