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
