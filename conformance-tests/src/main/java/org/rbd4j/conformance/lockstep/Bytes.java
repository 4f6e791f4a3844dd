package org.rbd4j.conformance.lockstep;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.TreeMap;
import java.util.stream.IntStream;
import java.util.zip.CRC32C;

/**
 * Content that was read; prints as its length and checksum, and tells where it differs from another. It keeps no page of zeroes,
 * for an observation holds the contents of many images that are nearly empty.
 */
final class Bytes {
    private static final int PAGE = 4096;
    private static final byte[] ZEROES = new byte[PAGE];

    private final int length;
    private final TreeMap<Integer, ByteBuffer> pages = new TreeMap<>();

    /** Copies the bytes at the beginning of an array. */
    Bytes(byte[] bytes, int length) {
        this.length = length;
        for (int at = 0; at < length; at += PAGE) {
            int end = Math.min(length, at + PAGE);
            if (!Arrays.equals(bytes, at, end, ZEROES, 0, end - at)) {
                byte[] page = new byte[PAGE];
                System.arraycopy(bytes, at, page, 0, end - at);
                pages.put(at / PAGE, ByteBuffer.wrap(page));
            }
        }
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Bytes that && length == that.length && pages.equals(that.pages);
    }

    @Override
    public int hashCode() {
        return pages.hashCode();
    }

    /** What is at the first difference, such as {@code at 4096: 0 instead of 17}. */
    String differenceFrom(Bytes expected) {
        int shorter = Math.min(length, expected.length);
        int at = IntStream.range(0, shorter)
                .filter(offset -> get(offset) != expected.get(offset))
                .findFirst()
                .orElse(shorter);
        return "at " + at + ": " + describe(at) + " instead of " + expected.describe(at);
    }

    /** The length, and for each run of pages that are not all zeroes where it is and a checksum. */
    String toText() {
        StringBuilder text = new StringBuilder(length + " bytes");
        for (int page = 0; !pages.tailMap(page).isEmpty(); ) {
            int first = pages.ceilingKey(page);
            CRC32C crc = new CRC32C();
            for (page = first; pages.containsKey(page); page++) {
                crc.update(pages.get(page).array());
            }
            text.append(' ').append(first * PAGE).append('~').append((page - first) * PAGE);
            text.append(' ').append(Integer.toHexString((int) crc.getValue()));
        }
        return text.toString();
    }

    private int checksum() {
        CRC32C crc = new CRC32C();
        for (int at = 0; at < length; at += PAGE) {
            ByteBuffer page = pages.get(at / PAGE);
            crc.update(page == null ? ZEROES : page.array(), 0, Math.min(PAGE, length - at));
        }
        return (int) crc.getValue();
    }

    private byte get(int offset) {
        ByteBuffer page = pages.get(offset / PAGE);
        return page == null ? 0 : page.get(offset % PAGE);
    }

    private String describe(int at) {
        return at < length ? String.valueOf(get(at)) : "the end";
    }

    @Override
    public String toString() {
        return length + " bytes, CRC-32C " + Integer.toHexString(checksum());
    }
}
