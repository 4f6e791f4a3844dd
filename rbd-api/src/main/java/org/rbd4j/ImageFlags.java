package org.rbd4j;

import java.util.StringJoiner;

/**
 * A set of flag bits, known or unknown; immutable.
 *
 * @param bits librbd's bits
 */
public record ImageFlags(long bits) {
    /** No flag at all. */
    public static final ImageFlags NONE = new ImageFlags(0);

    /**
     * A set of known flags.
     *
     * @param flags the members
     * @return the set
     */
    public static ImageFlags of(ImageFlag... flags) {
        long bits = 0;
        for (ImageFlag flag : flags) {
            bits |= flag.bit();
        }
        return new ImageFlags(bits);
    }

    /**
     * Tells whether a flag is in the set.
     *
     * @param flag the flag
     * @return true if its bit is set
     */
    public boolean contains(ImageFlag flag) {
        return (bits & flag.bit()) != 0;
    }

    /**
     * This set and another one together.
     *
     * @param others the other set
     * @return a new set
     */
    public ImageFlags plus(ImageFlags others) {
        return new ImageFlags(bits | others.bits);
    }

    /**
     * This set without those that are in another one.
     *
     * @param others the other set
     * @return a new set
     */
    public ImageFlags minus(ImageFlags others) {
        return new ImageFlags(bits & ~others.bits);
    }

    /**
     * What this set and another one share.
     *
     * @param others the other set
     * @return a new set
     */
    public ImageFlags and(ImageFlags others) {
        return new ImageFlags(bits & others.bits);
    }

    /**
     * Tells whether nothing is in the set, be it known or unknown.
     *
     * @return true if no bit is set
     */
    public boolean isEmpty() {
        return bits == 0;
    }

    @Override
    public String toString() {
        StringJoiner names = new StringJoiner(",", "[", "]");
        long unknown = bits;
        for (ImageFlag flag : ImageFlag.values()) {
            if (contains(flag)) {
                names.add(flag.name());
                unknown &= ~flag.bit();
            }
        }
        if (unknown != 0) {
            names.add("0x" + Long.toHexString(unknown));
        }
        return names.toString();
    }
}
