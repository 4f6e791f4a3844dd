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

    private static final byte @Nullable [][] NOTHING = new byte[0][];

    private static final byte[] NO_RUN = new byte[0];

    private final Object owner;

    /** The run that begins with the first page, if there is one: what was written as a whole is found without a look at the rest. */
    private byte[] firstRun = NO_RUN;

    private boolean isFirstRunOwned;

    /** By page; a run is at each of its pages. As the two below, of use only behind the first run. */
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
        this(owner, NOTHING, null);
    }

    boolean isOwnedBy(Object holder) {
        return owner == holder;
    }

    /** The same pages, of which the new owner owns none, unless all is his already. This table, which others read, stays as it is. */
    PageTable of(Object holder, int pages) {
        PageTable copy = new PageTable(holder, arrays, firsts);
        copy.firstRun = firstRun;
        if (owner == holder) {
            copy.isFirstRunOwned = isFirstRunOwned;
            copy.owned.or(owned);
        }
        if (pages < firstRunEnd()) {
            copy.breakFirstRun();
        }
        copy.cut(pages);
        return copy;
    }

    /** Gives this table arrays of its own, of no more than so many pages. */
    private void cut(int pages) {
        int length = Math.min(pages, arrays.length);
        arrays = Arrays.copyOf(arrays, length);
        firsts = firsts == null ? null : Arrays.copyOf(firsts, length);
        owned.clear(length, Math.max(length, owned.length()));
    }

    private int firstRunEnd() {
        return firstRun.length / PAGE_SIZE;
    }

    private boolean isInFirstRun(int page) {
        return page < firstRunEnd();
    }

    /** Makes the first run one among others. */
    private void breakFirstRun() {
        byte[] run = firstRun;
        int pages = firstRunEnd();
        firstRun = NO_RUN;
        makeRoomFor(pages);
        knowFirsts();
        Arrays.fill(arrays, 0, pages, run);
        Arrays.fill(firsts, 0, pages, 0);
        owned.set(0, pages, isFirstRunOwned);
    }

    private void knowFirsts() {
        if (firsts == null) {
            firsts = new int[arrays.length];
            Arrays.setAll(firsts, each -> each);
        }
    }

    /** How many pages there is room for. */
    int room() {
        return Math.max(firstRunEnd(), arrays.length);
    }

    void makeRoomFor(int pages) {
        if (pages > room()) {
            int room = Math.max(pages, arrays.length + arrays.length / 2);
            arrays = Arrays.copyOf(arrays, room);
            firsts = firsts == null ? null : Arrays.copyOf(firsts, room);
        }
    }

    /** The array that holds a page; null for a page of zeroes. */
    byte @Nullable [] array(int page) {
        if (isInFirstRun(page)) {
            return firstRun;
        }
        return page < arrays.length ? arrays[page] : null;
    }

    /** Where a page, which has an array, begins in it, in bytes. */
    int offset(int page) {
        if (isInFirstRun(page)) {
            return page * PAGE_SIZE;
        }
        return firsts == null || arrays[page].length == PAGE_SIZE ? 0 : (page - firsts[page]) * PAGE_SIZE;
    }

    boolean isOwned(int page) {
        return isInFirstRun(page) ? isFirstRunOwned : owned.get(page);
    }

    /** How many pages from one on, which has an array, follow one another in it; at most so many. */
    int contiguous(int page, int most) {
        if (isInFirstRun(page)) {
            return Math.min(most, firstRunEnd() - page);
        }
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
        int end = firstRunEnd();
        return page + most <= end ? most : Math.min(most, owned.nextClearBit(Math.max(page, end)) - page);
    }

    /** How many pages from one on, which is not owned, are not owned either; at most so many. */
    int notOwned(int page, int most) {
        int next = owned.nextSetBit(Math.max(page, firstRunEnd()));
        return next < 0 ? most : Math.min(most, next - page);
    }

    /** Puts an array in the place of the pages that it holds, for which there is room; nobody else has it. */
    void put(int page, byte[] array) {
        int count = array.length / PAGE_SIZE;
        if (page == 0 && count > 1 && count >= firstRunEnd()) {
            putFirstRun(array, count);
            return;
        }
        if (isInFirstRun(page)) {
            breakFirstRun();
        }
        if (count > 1) {
            knowFirsts();
        }
        Arrays.fill(arrays, page, page + count, array);
        owned.set(page, page + count);
        if (firsts != null) {
            Arrays.fill(firsts, page, page + count, page);
        }
    }

    private void putFirstRun(byte[] run, int pages) {
        firstRun = run;
        isFirstRunOwned = true;
        owned.clear(0, pages);
        if (pages < arrays.length) {
            Arrays.fill(arrays, 0, pages, null);
        } else {
            arrays = NOTHING;
            firsts = null;
        }
    }

    /** Makes the pages of a range all zeroes. */
    void drop(int from, int end) {
        if (isInFirstRun(from)) {
            breakFirstRun();
        }
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
        if (firstRun.length > 0) {
            visitor.accept(firstRun);
        }
        byte[] last = null;
        for (byte[] array : arrays) {
            if (array != null && array != last) {
                visitor.accept(array);
            }
            last = array;
        }
    }
}
