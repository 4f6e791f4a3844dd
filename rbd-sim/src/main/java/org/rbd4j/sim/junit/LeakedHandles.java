package org.rbd4j.sim.junit;

import java.util.List;
import java.util.stream.Collectors;
import org.rbd4j.sim.OpenHandle;

/** The handles that a test opened itself and left open, one at least. */
final class LeakedHandles extends AssertionError {
    private static final long serialVersionUID = 1;

    LeakedHandles(List<OpenHandle> handles) {
        super((handles.size() == 1 ? "a handle was" : handles.size() + " handles were") + " left open:\n  "
                + handles.stream().map(OpenHandle::toString).collect(Collectors.joining("\n  ")));
    }

    /** What is of interest is where the handles were opened, and the message says that. */
    @Override
    public synchronized Throwable fillInStackTrace() {
        return this;
    }
}
