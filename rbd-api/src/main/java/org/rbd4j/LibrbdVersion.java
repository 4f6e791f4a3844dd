package org.rbd4j;

/**
 * A version of librbd.
 *
 * @param major the first number
 * @param minor the second number
 * @param extra the third number
 */
public record LibrbdVersion(int major, int minor, int extra) {
    @Override
    public String toString() {
        return major + "." + minor + "." + extra;
    }
}
