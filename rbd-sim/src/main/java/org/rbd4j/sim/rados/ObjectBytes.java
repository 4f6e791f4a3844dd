package org.rbd4j.sim.rados;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.BitSet;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of one revision of one object: a table of pages that is shared, copy-on-write, with the revisions cloned from it
 * or to it.
 *
 * <p>Only the holder of a table's token may change it in place, and of its pages those that the table owns. Cloning gives both
 * sides new tokens, so that from then on neither may, and each copies what it touches: first the table, which then owns no page,
 * then the page.
 */
final class ObjectBytes {
    static final int PAGE_SIZE = 4096;

    private static final byte[] ZEROES = new byte[PAGE_SIZE];

    private static final class PageTable {
        final Object owner;

        byte[] @Nullable [] pages;

        /** Which pages no other table has. */
        final BitSet owned = new BitSet();

        PageTable(Object owner, byte[] @Nullable [] pages) {
            this.owner = owner;
            this.pages = pages;
        }

        /** The first pages for a holder, who still owns what was his alone. */
        PageTable cut(Object holder, int kept) {
            PageTable first = new PageTable(holder, Arrays.copyOf(pages, kept));
            if (owner == holder) {
                first.owned.or(owned);
                first.owned.clear(kept, pages.length);
            }
            return first;
        }
    }

    private Object token = new Object();
    private PageTable table = new PageTable(token, new byte[0][]);
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

    /** Fills the buffer from its position to its limit or to the end of the bytes, whichever comes first. */
    int read(long offset, ByteBuffer destination) {
        int count = (int) Math.max(0, Math.min(destination.remaining(), size - offset));
        int left = count;
        long at = offset;
        while (left > 0) {
            int inPage = (int) (at % PAGE_SIZE);
            int chunk = Math.min(left, PAGE_SIZE - inPage);
            byte[] page = page(at / PAGE_SIZE);
            destination.put(page == null ? ZEROES : page, page == null ? 0 : inPage, chunk);
            at += chunk;
            left -= chunk;
        }
        return count;
    }

    /** Writes the buffer's remaining bytes; a gap behind the old end reads as zeroes. */
    void write(long offset, ByteBuffer source) {
        long end = offset + source.remaining();
        long at = offset;
        while (source.hasRemaining()) {
            int inPage = (int) (at % PAGE_SIZE);
            int chunk = Math.min(source.remaining(), PAGE_SIZE - inPage);
            source.get(writablePage(at / PAGE_SIZE), inPage, chunk);
            at += chunk;
        }
        size = Math.max(size, end);
    }

    /** Makes a range read as zeroes without changing the size; the range lies within it. */
    void zero(long offset, long length) {
        long at = offset;
        long end = Math.min(offset + length, size);
        while (at < end) {
            int inPage = (int) (at % PAGE_SIZE);
            int chunk = (int) Math.min(end - at, PAGE_SIZE - inPage);
            long number = at / PAGE_SIZE;
            if (page(number) != null) {
                if (chunk == PAGE_SIZE) {
                    writablePages(number)[(int) number] = null;
                } else {
                    Arrays.fill(writablePage(number), inPage, inPage + chunk, (byte) 0);
                }
            }
            at += chunk;
        }
    }

    /** Cuts the bytes, or adds zeroes. */
    void truncate(long newSize) {
        if (newSize < size) {
            int kept = (int) ((newSize + PAGE_SIZE - 1) / PAGE_SIZE);
            // The kept page's tail must be zeroes: the object may grow over it again.
            zero(newSize, Math.min(size, (long) kept * PAGE_SIZE) - newSize);
            if (table.pages.length > kept) {
                table = table.cut(token, kept);
            }
        }
        size = newSize;
    }

    /** Shows the arrays that hold bytes, each once; revisions that share a page show the same array. */
    void forEachPage(Consumer<byte[]> visitor) {
        for (byte[] page : table.pages) {
            if (page != null) {
                visitor.accept(page);
            }
        }
    }

    private byte @Nullable [] page(long number) {
        return number < table.pages.length ? table.pages[(int) number] : null;
    }

    private byte[] @Nullable [] writablePages(long number) {
        int needed = (int) number + 1;
        if (table.owner != token) {
            table = new PageTable(token, Arrays.copyOf(table.pages, Math.max(needed, table.pages.length)));
        } else if (table.pages.length < needed) {
            table.pages = Arrays.copyOf(table.pages, Math.max(needed, table.pages.length + table.pages.length / 2));
        }
        return table.pages;
    }

    private byte[] writablePage(long number) {
        byte[] @Nullable [] pages = writablePages(number);
        int index = (int) number;
        byte[] page = pages[index];
        if (page == null || !table.owned.get(index)) {
            page = page == null ? new byte[PAGE_SIZE] : page.clone();
            pages[index] = page;
            table.owned.set(index);
        }
        return page;
    }
}
