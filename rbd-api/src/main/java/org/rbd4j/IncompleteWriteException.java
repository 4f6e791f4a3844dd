package org.rbd4j;

/** A write that crossed the end of the image: what fitted was written. It has no errno. */
public final class IncompleteWriteException extends RbdException {
    private static final long serialVersionUID = 1L;

    /** How many bytes were written. */
    private final long written;

    /**
     * Creates the exception.
     *
     * @param message the operation, the image and the numbers in it
     * @param written how many bytes were written
     */
    public IncompleteWriteException(String message, long written) {
        super(0, message);
        this.written = written;
    }

    /**
     * How many bytes were written before the end of the image.
     *
     * @return the count
     */
    public long written() {
        return written;
    }
}
