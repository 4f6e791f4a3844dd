package org.rbd4j;

/** How the caller means to use the bytes of a read or write; the cluster may heed it or not, and answers the same. */
public enum IoAdvice {
    /** In no particular order. */
    RANDOM(0x4),
    /** In order of the offsets. */
    SEQUENTIAL(0x8),
    /** Soon again. */
    WILL_NEED(0x10),
    /** Not in the near future. */
    DO_NOT_NEED(0x20),
    /** Once. */
    NO_CACHE(0x40);

    private final int bit;

    IoAdvice(int bit) {
        this.bit = bit;
    }

    /**
     * The bit of librados (LIBRADOS_OP_FLAG_FADVISE_…).
     *
     * @return an {@code int} with one bit set
     */
    public int bit() {
        return bit;
    }
}
