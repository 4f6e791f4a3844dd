package org.rbd4j.sim.rados;

import java.util.Arrays;
import java.util.BitSet;
import java.util.IdentityHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Where each page of one revision of an object lies: in an array of its own, or in one that holds a run of pages, which were written
 * together and are moved together. A page without an array is all zeroes.
 *
 * <p>Only a table's owner may change it, and of the arrays only those pages that the table owns, because no other table has them.
 */
final class PageTable {
    static final int PAGE_SIZE = 4096;

    private final Object owner;
    /** By page; a run is at each of its pages. */
    private byte @Nullable [][] arrays;
    /** By page, the page that its array begins with; null where each array holds one page. */
    private int @Nullable [] firsts;

    /** Which pages no other table has. */
    private final BitSet owned = new BitSet();

    private PageTable(Object owner, byte @Nullable [][] arrays, int @Nullable [] firsts) {
        this.owner = owner;
        this.arrays = arrays;
        this.firsts = firsts;
    }

    /** A table without pages. */
    PageTable(Object owner) {
        this(owner, new byte[0][], null);
    }

    boolean isOwnedBy(Object holder) {
        return owner == holder;
    }

    /** The same pages, of which the new owner owns none, unless all is his already. */
    PageTable of(Object holder, int pages) {
        PageTable copy = new PageTable(
                holder, Arrays.copyOf(arrays, pages), firsts == null ? null : Arrays.copyOf(firsts, pages));
        if (owner == holder) {
            copy.owned.or(owned);
            copy.owned.clear(pages, Math.max(pages, arrays.length));
        }
        return copy;
    }

    /** How many pages there is room for. */
    int room() {
        return arrays.length;
    }

    void makeRoomFor(int pages) {
        if (pages > arrays.length) {
            int room = Math.max(pages, arrays.length + arrays.length / 2);
            arrays = Arrays.copyOf(arrays, room);
            firsts = firsts == null ? null : Arrays.copyOf(firsts, room);
        }
    }

    /** The array that holds a page; null for a page of zeroes. */
    byte @Nullable [] array(int page) {
        return page < arrays.length ? arrays[page] : null;
    }

    /** Where a page begins in its array, in bytes. */
    int offset(int page) {
        return firsts == null ? 0 : (page - firsts[page]) * PAGE_SIZE;
    }

    boolean isOwned(int page) {
        return owned.get(page);
    }

    /** How many pages from one on, which has an array, follow one another in it; at most so many. */
    int contiguous(int page, int most) {
        int count = 1;
        if (firsts != null) {
            byte[] array = arrays[page];
            int end = Math.min(arrays.length, page + most);
            while (page + count < end && arrays[page + count] == array) {
                count++;
            }
        }
        return count;
    }

    /** How many pages from one on, which is owned, are owned too; at most so many. */
    int owned(int page, int most) {
        return Math.min(most, owned.nextClearBit(page) - page);
    }

    /** How many pages from one on, which is not owned, are not owned either; at most so many. */
    int notOwned(int page, int most) {
        int next = owned.nextSetBit(page);
        return next < 0 ? most : Math.min(most, next - page);
    }

    /** Puts an array in the place of the pages that it holds; nobody else has it. */
    void put(int page, byte[] array) {
        int count = array.length / PAGE_SIZE;
        if (count > 1 && firsts == null) {
            firsts = new int[arrays.length];
            Arrays.setAll(firsts, each -> each);
        }
        Arrays.fill(arrays, page, page + count, array);
        owned.set(page, page + count);
        if (firsts != null) {
            Arrays.fill(firsts, page, page + count, page);
        }
    }

    /** Makes the pages of a range all zeroes. */
    void drop(int from, int end) {
        Map<byte[], Integer> cut = new IdentityHashMap<>();
        for (int page = from; page < Math.min(end, arrays.length); page++) {
            byte[] array = arrays[page];
            if (array != null && array.length > PAGE_SIZE) {
                cut.put(array, firsts[page]);
            }
            arrays[page] = null;
        }
        owned.clear(from, end);
        cut.forEach(this::breakUp);
    }

    /** Takes the pages that are left of a run out of it where they are the lesser part of it, so that it does not stay for them. */
    private void breakUp(byte[] run, int first) {
        int pages = run.length / PAGE_SIZE;
        int end = Math.min(arrays.length, first + pages);
        BitSet left = new BitSet();
        for (int page = first; page < end; page++) {
            left.set(page, arrays[page] == run && isOwned(page));
        }
        if (2 * left.cardinality() <= pages) {
            left.stream().forEach(page -> put(page, copyOf(page)));
        }
    }

    /** Gives a page an array of its own, unless it is owned. */
    void makeOwned(int page) {
        if (!isOwned(page)) {
            put(page, copyOf(page));
        }
    }

    private byte[] copyOf(int page) {
        byte[] array = array(page);
        return array == null ? new byte[PAGE_SIZE] : Arrays.copyOfRange(array, offset(page), offset(page) + PAGE_SIZE);
    }

    /** Shows each array, a run perhaps more than once. */
    void forEachArray(Consumer<byte[]> visitor) {
        byte[] last = null;
        for (byte[] array : arrays) {
            if (array != null && array != last) {
                visitor.accept(array);
            }
            last = array;
        }
    }
}
