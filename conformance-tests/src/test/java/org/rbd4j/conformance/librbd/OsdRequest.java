package org.rbd4j.conformance.librbd;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A request for operations on one object, as it stands in a message of type {@code CEPH_MSG_OSD_OP}: the fixed part of each
 * operation follows the object's name, their data stands one behind the other.
 *
 * @param object the object's name
 * @param operations what the operations are called, see {@link org.rbd4j.conformance.failures.RequestNames}
 * @param firstOperation where the code of the first operation stands in the message
 */
record OsdRequest(String object, List<String> operations, int firstOperation) {
    /** Reading, of no type that an OSD knows: it does nothing, and answers that. */
    static final short UNKNOWN_OPERATION = 0x12ee;

    private static final int CALL = 0x1401;
    private static final int NOTIFY = 0x1206;
    private static final int WATCH = 0x220f;
    private static final Map<Integer, String> NAMES = Map.ofEntries(
            Map.entry(0x1201, "read"),
            Map.entry(0x1202, "stat"),
            Map.entry(0x1205, "sparse-read"),
            Map.entry(0x1207, "notify-ack"),
            Map.entry(0x1209, "list-watchers"),
            Map.entry(0x120a, "list-snaps"),
            Map.entry(0x2201, "write"),
            Map.entry(0x2202, "writefull"),
            Map.entry(0x2203, "truncate"),
            Map.entry(0x2204, "zero"),
            Map.entry(0x2205, "delete"),
            Map.entry(0x220d, "create"),
            Map.entry(0x220e, "rollback"),
            Map.entry(0x2223, "set-alloc-hint"),
            Map.entry(0x210a, "tmap-update"));

    /** The codes of the operation watch. */
    private static final Map<Integer, String> WATCHES = Map.of(0, "unwatch", 3, "watch", 5, "reconnect", 7, "ping");

    /** What librbd notifies of, by its number. */
    private static final List<String> NEWS = List.of(
            "acquired-lock",
            "released-lock",
            "request-lock",
            "header-update",
            "async-progress",
            "async-complete",
            "flatten",
            "resize",
            "snap-create",
            "snap-remove",
            "rebuild-object-map",
            "snap-rename",
            "snap-protect",
            "snap-unprotect",
            "rename",
            "update-features",
            "migrate",
            "sparsify",
            "quiesce",
            "unquiesce");

    private static final Pattern OBJECT = Pattern.compile("(?:rbd_(?:id|header|object_map|data)\\.[a-z0-9.]*"
            + "|rbd_(?:directory|info|children|trash|mirroring)|journal\\.[0-9a-f]*|[a-z]+\\.rbd)");

    private static final int BYTES_OF_AN_OPERATION = 38;
    private static final int UNION = 6;
    private static final int DATA_LENGTH = 34;
    private static final int CODE_OF_A_WATCH = UNION + 16;

    /** Version, time limit, length, and then the head of an encoded struct. */
    private static final int NEWS_IN_A_NOTIFICATION = 4 + 4 + 4 + 6;

    /** What is asked for, or nothing if the message names no object of an image. */
    static Optional<OsdRequest> parse(byte[] front, byte[] data) {
        ByteBuffer bytes = ByteBuffer.wrap(front).order(ByteOrder.LITTLE_ENDIAN);
        Matcher names = OBJECT.matcher(new String(front, StandardCharsets.ISO_8859_1));
        while (names.find()) {
            String name = names.group();
            if (names.start() >= Integer.BYTES && bytes.getInt(names.start() - Integer.BYTES) == name.length()) {
                int count = bytes.getShort(names.end());
                int first = names.end() + Short.BYTES;
                return Optional.of(new OsdRequest(name, operations(bytes, first, count, name, data), first));
            }
        }
        return Optional.empty();
    }

    private static List<String> operations(ByteBuffer bytes, int first, int count, String object, byte[] data) {
        List<String> operations = new ArrayList<>();
        int position = 0;
        for (int operation = 0; operation < count; operation++) {
            int at = first + operation * BYTES_OF_AN_OPERATION;
            operations.add(name(bytes, at, object, data, position));
            position += bytes.getInt(at + DATA_LENGTH);
        }
        return operations;
    }

    private static String name(ByteBuffer bytes, int at, String object, byte[] data, int position) {
        int code = Short.toUnsignedInt(bytes.getShort(at));
        if (code == CALL) {
            int ofClass = bytes.get(at + UNION);
            int ofMethod = bytes.get(at + UNION + 1);
            return new String(data, position, ofClass, StandardCharsets.US_ASCII) + "."
                    + new String(data, position + ofClass, ofMethod, StandardCharsets.US_ASCII);
        } else if (code == WATCH) {
            return WATCHES.getOrDefault((int) bytes.get(at + CODE_OF_A_WATCH), "watch");
        } else if (code == NOTIFY) {
            boolean ofLibrbd = object.startsWith("rbd_header.");
            return "notify" + (ofLibrbd ? " " + NEWS.get(data[position + NEWS_IN_A_NOTIFICATION]) : "");
        }
        return NAMES.getOrDefault(code, "0x" + Integer.toHexString(code));
    }

    /** Whether the client sent it on its own, at a time of its own. */
    boolean isBesidesTheCall() {
        return operations.contains("ping") || operations.contains("notify-ack");
    }
}
