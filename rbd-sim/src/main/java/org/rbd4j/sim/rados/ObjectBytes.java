package org.rbd4j.sim.rados;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of one revision of one object: a table of pages that is shared, copy-on-write, with the revisions cloned from it
 * or to it.
 *
 * <p>Only the holder of a table's or a page's token may change it in place. Cloning gives both sides new tokens, so that from
 * then on neither may, and each copies what it touches: first the table, then the page.
 */
final class ObjectBytes {
    static final int PAGE_SIZE = 4096;

    private static final byte[] ZEROES = new byte[PAGE_SIZE];

    private record Page(Object owner, byte[] bytes) {}

    private static final class PageTable {
        final Object owner;

        @Nullable
        Page[] pages;

        PageTable(Object owner, @Nullable Page[] pages) {
            this.owner = owner;
            this.pages = pages;
        }
    }

    private Object token = new Object();
    private PageTable table = new PageTable(token, new Page[0]);
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
            Page page = page(at / PAGE_SIZE);
            destination.put(page == null ? ZEROES : page.bytes, page == null ? 0 : inPage, chunk);
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
                table = new PageTable(token, Arrays.copyOf(table.pages, kept));
            }
        }
        size = newSize;
    }

    /** Shows the arrays that hold bytes, each once; revisions that share a page show the same array. */
    void forEachPage(Consumer<byte[]> visitor) {
        for (Page page : table.pages) {
            if (page != null) {
                visitor.accept(page.bytes);
            }
        }
    }

    private @Nullable Page page(long number) {
        return number < table.pages.length ? table.pages[(int) number] : null;
    }

    private @Nullable Page[] writablePages(long number) {
        int needed = (int) number + 1;
        if (table.owner != token) {
            table = new PageTable(token, Arrays.copyOf(table.pages, Math.max(needed, table.pages.length)));
        } else if (table.pages.length < needed) {
            table.pages = Arrays.copyOf(table.pages, Math.max(needed, table.pages.length + table.pages.length / 2));
        }
        return table.pages;
    }

    private byte[] writablePage(long number) {
        @Nullable Page[] pages = writablePages(number);
        Page page = pages[(int) number];
        if (page == null || page.owner != token) {
            page = new Page(token, page == null ? new byte[PAGE_SIZE] : page.bytes.clone());
            pages[(int) number] = page;
        }
        return page.bytes;
    }
}
