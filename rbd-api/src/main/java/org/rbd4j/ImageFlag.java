package org.rbd4j;

/** The flags of an image or a snapshot that this library knows by name, with librbd's bits. */
public enum ImageFlag {
    /** The object map cannot be trusted until it is rebuilt. Bit 0. */
    OBJECT_MAP_INVALID(0),
    /** Diffs by object cannot be answered from the object map until it is rebuilt. Bit 1. */
    FAST_DIFF_INVALID(1);

    private final int position;

    ImageFlag(int position) {
        this.position = position;
    }

    /**
     * The flag's bit within the set.
     *
     * @return a {@code long} with one bit set
     */
    public long bit() {
        return 1L << position;
    }
}
