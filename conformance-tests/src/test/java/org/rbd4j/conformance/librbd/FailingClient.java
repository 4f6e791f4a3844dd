package org.rbd4j.conformance.librbd;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.rbd4j.conformance.failures.RequestNames;

/**
 * One client of a {@link FailingOsd}: what it asks of the OSD, and which of its requests fails and how.
 *
 * <p>A request that is to fail reaches the OSD with an operation that no OSD knows, so that nothing is done; the reply is then
 * given the errno.
 */
final class FailingClient {
    /** Behind the object's name: the placement group, and the flags. */
    private static final int RESULT = 17 + 8;

    /** Behind the result: a version and the epoch. */
    private static final int COUNT_OF_OPERATIONS = 4 + 12 + 4;

    private static final int BYTES_OF_AN_OPERATION = 38;
    private static final int RETRY_ATTEMPT = 4;
    private static final int NO_FLAGS = 0;

    private final Optional<String> failing;
    private final int errno;
    private final Optional<Consumer<String>> blocklist;
    private final RequestNames names = new RequestNames();
    private final List<String> requests = new ArrayList<>();
    private final Map<Long, Integer> refused = new HashMap<>();
    private boolean reached;

    private FailingClient(Optional<String> failing, int errno, Optional<Consumer<String>> blocklist) {
        this.failing = failing;
        this.errno = errno;
        this.blocklist = blocklist;
    }

    /** One of which no request fails. */
    static FailingClient unhurt() {
        return new FailingClient(Optional.empty(), 0, Optional.empty());
    }

    /** One of which a request fails with an errno. */
    static FailingClient failing(String request, int errno) {
        return new FailingClient(Optional.of(request), errno, Optional.empty());
    }

    /** One that is blocklisted before a request; {@code blocklist} takes its address, and returns when the OSD knows. */
    static FailingClient blocklisted(String request, Consumer<String> blocklist) {
        return new FailingClient(Optional.of(request), 0, Optional.of(blocklist));
    }

    /** What it has asked for, in order. */
    synchronized List<String> requests() {
        return List.copyOf(requests);
    }

    /** Whether it has come to the request that fails. */
    synchronized boolean reached() {
        return reached;
    }

    void request(FailingOsd.Message message, String address) {
        OsdRequest request = OsdRequest.parse(message.front(), message.data())
                .orElseThrow(() -> new IllegalStateException("what is this?"));
        if (!request.isBesidesTheCall() && isTheFailingOne(request)) {
            if (blocklist.isPresent()) {
                blocklist.get().accept(address);
            } else {
                refuse(message, request);
            }
        }
    }

    private synchronized boolean isTheFailingOne(OsdRequest request) {
        String name = names.next(request.object(), request.operations());
        requests.add(name);
        boolean found = failing.equals(Optional.of(name));
        reached |= found;
        return found;
    }

    private synchronized void refuse(FailingOsd.Message message, OsdRequest request) {
        ByteBuffer front = FailingOsd.littleEndian(message.front());
        front.putShort(request.firstOperation(), OsdRequest.UNKNOWN_OPERATION);
        // Some operations, such as set-alloc-hint, are sent with the flag that the others go on where they fail.
        front.putInt(request.firstOperation() + Short.BYTES, NO_FLAGS);
        refused.put(message.transaction(), errno);
    }

    synchronized void reply(FailingOsd.Message message) {
        if (refused.remove(message.transaction()) == null) {
            return;
        }
        ByteBuffer front = FailingOsd.littleEndian(message.front());
        int result = Integer.BYTES + front.getInt(0) + RESULT;
        front.putInt(result, -errno);
        int operations = front.getInt(result + COUNT_OF_OPERATIONS);
        int ofTheFirst =
                result + COUNT_OF_OPERATIONS + Integer.BYTES + operations * BYTES_OF_AN_OPERATION + RETRY_ATTEMPT;
        front.putInt(ofTheFirst, -errno);
    }
}
