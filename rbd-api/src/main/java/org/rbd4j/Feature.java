package org.rbd4j;

import java.util.Locale;

/** The features of an image that this library knows by name, with librbd's bits. */
public enum Feature {
    /** The image can be cloned. Bit 0. */
    LAYERING(0, "layering"),
    /** Stripes run over more than one object. Bit 1; librbd sets it by itself. */
    STRIPING(1, "striping"),
    /** One client at a time writes. Bit 2. */
    EXCLUSIVE_LOCK(2, "exclusive-lock"),
    /** The image knows which of its objects exist. Bit 3; needs {@link #EXCLUSIVE_LOCK}, brings {@link #FAST_DIFF}. */
    OBJECT_MAP(3, "object-map"),
    /** The image knows which of its objects changed since the last snapshot. Bit 4; needs {@link #OBJECT_MAP}. */
    FAST_DIFF(4, "fast-diff"),
    /** Flattening cuts the snapshots loose too. Bit 5. */
    DEEP_FLATTEN(5, "deep-flatten"),
    /** Every change is written to a journal first. Bit 6; needs {@link #EXCLUSIVE_LOCK}. */
    JOURNALING(6, "journaling"),
    /** The data objects lie in a pool of their own. Bit 7; librbd sets it by itself. */
    DATA_POOL(7, "data-pool"),
    /** Some operation of the image needs a newer client. Bit 8; librbd sets it by itself. */
    OPERATIONS(8, "operations"),
    /** The image is on its way to another place. Bit 9; librbd sets it by itself. */
    MIGRATING(9, "migrating"),
    /** The image has non-primary mirror snapshots. Bit 10; librbd sets it by itself. */
    NON_PRIMARY(10, "non-primary"),
    /** Some client holds data of the image in a persistent cache. Bit 11; librbd sets it by itself. */
    DIRTY_CACHE(11, "dirty-cache");

    private final int position;
    private final String cephName;

    Feature(int position, String cephName) {
        this.position = position;
        this.cephName = cephName;
    }

    /**
     * The feature's bit within the set.
     *
     * @return a {@code long} with one bit set
     */
    public long bit() {
        return 1L << position;
    }

    /**
     * The name that the {@code rbd} tool and the option {@code rbd_default_features} use.
     *
     * @return the name, such as {@code object-map}
     */
    public String cephName() {
        return cephName;
    }

    /**
     * Finds a feature by Ceph's name.
     *
     * @param name the name, such as {@code object-map}
     * @return the feature
     * @throws InvalidArgumentException if there is none of that name
     */
    public static Feature ofCephName(String name) {
        for (Feature feature : values()) {
            if (feature.cephName.equals(name.toLowerCase(Locale.ROOT))) {
                return feature;
            }
        }
        throw new InvalidArgumentException("no feature is named '" + name + "'");
    }
}
