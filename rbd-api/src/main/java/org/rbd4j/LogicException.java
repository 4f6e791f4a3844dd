package org.rbd4j;

/** librbd answered what it never should, such as more bytes than were asked for. It has no errno. */
public final class LogicException extends RbdException {
    private static final long serialVersionUID = 1L;

    /**
     * Creates the exception.
     *
     * @param message the operation, the image and the numbers in it
     */
    public LogicException(String message) {
        super(0, message);
    }
}
