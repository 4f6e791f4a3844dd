package org.rbd4j.conformance.lockstep;

import java.util.Arrays;
import java.util.zip.CRC32C;

/** Content that was read; prints as its length and checksum, and tells where it differs from another. */
final class Bytes {
    private final byte[] bytes;

    Bytes(byte[] bytes) {
        this.bytes = bytes;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Bytes that && Arrays.equals(bytes, that.bytes);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    /** What is at the first difference, such as {@code at 4096: 0 instead of 17}. */
    String differenceFrom(Bytes expected) {
        int at = Arrays.mismatch(expected.bytes, bytes);
        return "at " + at + ": " + describe(at) + " instead of " + expected.describe(at);
    }

    private String describe(int at) {
        return at < bytes.length ? String.valueOf(bytes[at]) : "the end";
    }

    @Override
    public String toString() {
        CRC32C checksum = new CRC32C();
        checksum.update(bytes);
        return bytes.length + " bytes, CRC-32C " + Long.toHexString(checksum.getValue());
    }
}
