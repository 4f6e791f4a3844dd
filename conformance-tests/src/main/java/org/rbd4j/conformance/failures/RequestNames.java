package org.rbd4j.conformance.failures;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Names the RADOS requests of one call, in the order in which it sends them, without ids: the image that is met first becomes
 * {@code rbd_header.1}, the next one {@code rbd_header.2}, and a request that was sent before ends in {@code #2}.
 */
public final class RequestNames {
    /** What an object is, the image's id, and what stands behind it. */
    private static final Pattern OBJECT_OF_AN_IMAGE =
            Pattern.compile("(rbd_header|rbd_object_map|rbd_data|journal)\\.([0-9a-f]*)(?:\\.([0-9a-f]{16}))?");

    private static final int HEXADECIMAL = 16;

    private final Map<String, Integer> images = new HashMap<>();
    private final Map<String, Integer> sent = new HashMap<>();

    /**
     * Names the next request.
     *
     * @param object the object's name
     * @param operations the operations in the request: {@code create}, {@code rbd.set_size} for a method of a class,
     *     {@code notify header-update}
     * @return the name, which no other request of the call has
     */
    public String next(String object, List<String> operations) {
        String name = withoutIds(object) + " " + String.join(",", operations);
        int count = sent.merge(name, 1, Integer::sum);
        return count == 1 ? name : name + " #" + count;
    }

    private String withoutIds(String object) {
        Matcher parts = OBJECT_OF_AN_IMAGE.matcher(object);
        if (!parts.matches()) {
            return object;
        }
        String name = parts.group(1) + "." + images.computeIfAbsent(parts.group(2), id -> images.size() + 1);
        if (parts.group(3) == null) {
            return name;
        }
        return name
                + (parts.group(1).equals("rbd_data")
                        ? "." + Long.parseUnsignedLong(parts.group(3), HEXADECIMAL)
                        : ".snapshot");
    }
}
