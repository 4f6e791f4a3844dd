package org.rbd4j;

import java.util.Objects;
import java.util.Optional;

/**
 * How an image is opened; immutable.
 *
 * @param readOnly true for a handle that writes nothing, holds no watch, and never sees later snapshots or sizes
 * @param snapshot the snapshot to select; HEAD if empty
 */
public record OpenOptions(boolean readOnly, Optional<String> snapshot) {
    private static final OpenOptions DEFAULTS = new OpenOptions(false, Optional.empty());

    /**
     * Refuses null.
     *
     * @param readOnly true for a handle that writes nothing, holds no watch, and never sees later snapshots or sizes
     * @param snapshot the snapshot to select; HEAD if empty
     */
    public OpenOptions {
        Objects.requireNonNull(snapshot, "snapshot");
    }

    /**
     * For reading and writing, at HEAD.
     *
     * @return the options
     */
    public static OpenOptions defaults() {
        return DEFAULTS;
    }

    /**
     * These options, for reading alone.
     *
     * @return new options
     */
    public OpenOptions withReadOnly() {
        return new OpenOptions(true, snapshot);
    }

    /**
     * These options, at a snapshot. The handle can still write once HEAD is selected, unless it is read-only.
     *
     * @param name the snapshot's name
     * @return new options
     */
    public OpenOptions withSnapshot(String name) {
        return new OpenOptions(readOnly, Optional.of(name));
    }
}
