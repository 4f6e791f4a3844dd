package org.rbd4j;

/**
 * A client's configuration names what is not there, or lacks what a client needs: no such option, no such configuration file, no
 * monitor, no key. Errno 2, ENOENT.
 */
public final class ConfigurationNotFoundException extends RbdException {
    private static final long serialVersionUID = 1L;

    /**
     * Creates the exception.
     *
     * @param message the operation, the cluster and what is not there
     */
    public ConfigurationNotFoundException(String message) {
        super(Errno.ENOENT, message);
    }
}
