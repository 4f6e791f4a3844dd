package org.rbd4j.sim.rados;

import java.util.Arrays;
import java.util.function.Consumer;

/**
 * The bytes of one revision of one object: a table of pages that is shared, copy-on-write, with the revisions cloned from it
 * or to it.
 *
 * <p>Only the holder of a table's token may change it in place, and of its pages those that the table owns. Cloning gives both
 * sides new tokens, so that from then on neither may, and each copies what it touches: first the table, which then owns no page,
 * then the page.
 */
final class ObjectBytes {
    static final int PAGE_SIZE = PageTable.PAGE_SIZE;

    private static final byte[] ZEROES = new byte[PAGE_SIZE];

    /** In pages; half of the smallest region of a G1 heap. */
    private static final int LARGE = 128;

    private Object token = new Object();
    private PageTable table = new PageTable(token);
    private long size;

    ObjectBytes() {}

    private ObjectBytes(ObjectBytes original) {
        this.table = original.table;
        this.size = original.size;
    }

    /** A revision with the same bytes, made without copying any. */
    ObjectBytes cloneRevision() {
        token = new Object();
        return new ObjectBytes(this);
    }

    long size() {
        return size;
    }

    /** Whether a range lies within the size, and no other revision has its pages. */
    boolean owns(long offset, int length) {
        int first = pageAt(offset);
        int count = pagesOf(offset + length) - first;
        return offset + length <= size
                && table.isOwnedBy(token)
                && table.isOwned(first)
                && table.owned(first, count) == count;
    }

    /** Fills a range from its beginning on, no further than to the end of the bytes, and returns how many that were. */
    int read(long offset, BufferRange destination) {
        int count = (int) Math.max(0, Math.min(destination.length(), size - offset));
        int done = 0;
        while (done < count) {
            long at = offset + done;
            int left = count - done;
            int page = pageAt(at);
            int inPage = (int) (at % PAGE_SIZE);
            byte[] array = table.array(page);
            int chunk;
            if (array == null) {
                chunk = Math.min(left, PAGE_SIZE - inPage);
                destination.put(done, ZEROES, 0, chunk);
            } else {
                chunk = Math.min(left, table.contiguous(page, pagesOf(inPage + left)) * PAGE_SIZE - inPage);
                destination.put(done, array, table.offset(page) + inPage, chunk);
            }
            done += chunk;
        }
        return count;
    }

    /** Writes; a gap behind the old end reads as zeroes. */
    void write(long offset, BufferRange source) {
        long end = offset + source.length();
        int done = 0;
        PageTable own = source.length() == 0 ? table : ownTable(pagesOf(end));
        while (done < source.length()) {
            long at = offset + done;
            int left = source.length() - done;
            int page = pageAt(at);
            int inPage = (int) (at % PAGE_SIZE);
            int chunk = putIfWhole(own, page, inPage, source, done);
            if (chunk == 0) {
                own.makeOwned(page);
                int pages = own.owned(page, own.contiguous(page, pagesOf(inPage + left)));
                chunk = Math.min(left, pages * PAGE_SIZE - inPage);
                source.get(done, own.array(page), own.offset(page) + inPage, chunk);
            }
            done += chunk;
        }
        size = Math.max(size, end);
    }

    /**
     * Puts a new array in the place of pages that are not owned and that a buffer fills, which need not be copied first. What is written
     * together stays together: to copy it page by page takes twice the time.
     *
     * @return how many bytes that were; 0 where the pages are to be changed as they are
     */
    private static int putIfWhole(PageTable own, int page, int inPage, BufferRange source, int done) {
        int left = source.length() - done;
        if (inPage > 0 || left < PAGE_SIZE || own.isOwned(page)) {
            return 0;
        }
        int length = runOf(own.notOwned(page, left / PAGE_SIZE)) * PAGE_SIZE;
        own.put(page, source.copy(done, length));
        return length;
    }

    /**
     * How many of so many pages go into one array: a large array of a power of two is, with its header, a little longer than a heap's
     * regions, of which it would leave nearly one unused.
     */
    private static int runOf(int pages) {
        return pages >= LARGE && Integer.bitCount(pages) == 1 ? pages - 1 : pages;
    }

    /** Makes a range read as zeroes without changing the size; the range lies within it. */
    void zero(long offset, long length) {
        long end = Math.min(offset + length, size);
        int firstWhole = pagesOf(offset);
        int endWhole = Math.max(firstWhole, pageAt(end));
        fillWithZeroes(offset, Math.min(end, (long) firstWhole * PAGE_SIZE));
        if (hasArrays(firstWhole, endWhole)) {
            ownTable(table.room()).drop(firstWhole, endWhole);
        }
        fillWithZeroes(Math.max(offset, (long) endWhole * PAGE_SIZE), end);
    }

    private boolean hasArrays(int from, int end) {
        for (int page = from; page < Math.min(end, table.room()); page++) {
            if (table.array(page) != null) {
                return true;
            }
        }
        return false;
    }

    /** The range lies in one page. */
    private void fillWithZeroes(long from, long end) {
        int page = pageAt(from);
        if (from < end && table.array(page) != null) {
            PageTable own = ownTable(table.room());
            own.makeOwned(page);
            int inArray = own.offset(page) - page * PAGE_SIZE;
            Arrays.fill(own.array(page), inArray + (int) from, inArray + (int) end, (byte) 0);
        }
    }

    /** Cuts the bytes, or adds zeroes. */
    void truncate(long newSize) {
        if (newSize < size) {
            int kept = pagesOf(newSize);
            // The kept page's tail must be zeroes: the object may grow over it again.
            fillWithZeroes(newSize, Math.min(size, (long) kept * PAGE_SIZE));
            if (table.room() > kept) {
                if (table.isOwnedBy(token)) {
                    table.drop(kept, table.room());
                }
                table = table.of(token, kept);
            }
        }
        size = newSize;
    }

    /** Shows the arrays that hold bytes; revisions that share pages show the same arrays. */
    void forEachArray(Consumer<byte[]> visitor) {
        table.forEachArray(visitor);
    }

    private static int pageAt(long offset) {
        return (int) (offset / PAGE_SIZE);
    }

    private static int pagesOf(long bytes) {
        return (int) ((bytes + PAGE_SIZE - 1) / PAGE_SIZE);
    }

    private PageTable ownTable(int pages) {
        if (!table.isOwnedBy(token)) {
            table = table.of(token, Math.max(pages, table.room()));
        }
        table.makeRoomFor(pages);
        return table;
    }
}
