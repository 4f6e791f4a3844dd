package org.rbd4j;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Set;
import java.util.StringJoiner;

/**
 * A set of feature bits, known or unknown; immutable.
 *
 * @param bits librbd's bits
 */
public record Features(long bits) {
    /** No feature at all. */
    public static final Features NONE = new Features(0);

    /**
     * A set of known features.
     *
     * @param features the members
     * @return the set
     */
    public static Features of(Feature... features) {
        Features set = NONE;
        for (Feature feature : features) {
            set = set.with(feature);
        }
        return set;
    }

    /**
     * Tells whether a feature is in the set.
     *
     * @param feature the feature
     * @return true if its bit is set
     */
    public boolean contains(Feature feature) {
        return (bits & feature.bit()) != 0;
    }

    /**
     * This set and one more feature.
     *
     * @param feature the feature
     * @return a new set
     */
    public Features with(Feature feature) {
        return new Features(bits | feature.bit());
    }

    /**
     * This set without a feature.
     *
     * @param feature the feature
     * @return a new set
     */
    public Features without(Feature feature) {
        return new Features(bits & ~feature.bit());
    }

    /**
     * This set and another one together.
     *
     * @param others the other set
     * @return a new set
     */
    public Features plus(Features others) {
        return new Features(bits | others.bits);
    }

    /**
     * This set without those that are in another one.
     *
     * @param others the other set
     * @return a new set
     */
    public Features minus(Features others) {
        return new Features(bits & ~others.bits);
    }

    /**
     * What this set and another one share.
     *
     * @param others the other set
     * @return a new set
     */
    public Features and(Features others) {
        return new Features(bits & others.bits);
    }

    /**
     * Tells whether nothing is in the set, be it known or unknown.
     *
     * @return true if no bit is set
     */
    public boolean isEmpty() {
        return bits == 0;
    }

    /**
     * The members that this library knows by name.
     *
     * @return an unmodifiable set
     */
    public Set<Feature> known() {
        EnumSet<Feature> members = EnumSet.noneOf(Feature.class);
        for (Feature feature : Feature.values()) {
            if (contains(feature)) {
                members.add(feature);
            }
        }
        return Collections.unmodifiableSet(members);
    }

    /**
     * The bits that this library has no name for.
     *
     * @return the bits; 0 if there are none
     */
    public long unknownBits() {
        long unknown = bits;
        for (Feature feature : Feature.values()) {
            unknown &= ~feature.bit();
        }
        return unknown;
    }

    @Override
    public String toString() {
        StringJoiner names = new StringJoiner(",", "[", "]");
        known().forEach(feature -> names.add(feature.cephName()));
        if (unknownBits() != 0) {
            names.add("0x" + Long.toHexString(unknownBits()));
        }
        return names.toString();
    }
}
