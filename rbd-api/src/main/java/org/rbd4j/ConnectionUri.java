package org.rbd4j;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.rbd4j.internal.Quoted;

/**
 * Where a cluster is: {@code SCHEME:TARGET?KEY=VALUE&KEY=VALUE}, such as {@code sim:orders} or
 * {@code ceph:/etc/ceph/ceph.conf?id=admin}. Nothing is percent-decoded.
 *
 * @param scheme which provider, such as {@code sim}
 * @param target the provider's own name of the cluster, such as a path; may be empty
 * @param parameters the provider's own parameters, such as {@code id}; unmodifiable
 */
public record ConnectionUri(String scheme, String target, Map<String, String> parameters) {
    /**
     * Copies the parameters.
     *
     * @param scheme which provider, such as {@code sim}
     * @param target the provider's own name of the cluster, such as a path; may be empty
     * @param parameters the provider's own parameters, such as {@code id}; unmodifiable
     */
    public ConnectionUri {
        parameters = Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
    }

    /**
     * Reads a URI.
     *
     * @param uri the text
     * @return its parts
     * @throws InvalidArgumentException if there is no scheme, or a parameter has no {@code =}
     */
    public static ConnectionUri parse(String uri) {
        Objects.requireNonNull(uri, "uri");
        int colon = uri.indexOf(':');
        if (colon < 1) {
            throw new InvalidArgumentException("connect " + Quoted.of(uri)
                    + ": expected SCHEME:TARGET, such as sim:orders or ceph:/etc/ceph/ceph.conf");
        }
        int question = uri.indexOf('?', colon);
        String target = question < 0 ? uri.substring(colon + 1) : uri.substring(colon + 1, question);
        Map<String, String> parameters = new LinkedHashMap<>();
        if (question >= 0) {
            for (String parameter : uri.substring(question + 1).split("&")) {
                int equals = parameter.indexOf('=');
                if (equals < 1) {
                    throw new InvalidArgumentException(
                            "connect " + Quoted.of(uri) + ": parameter " + Quoted.of(parameter) + " is not KEY=VALUE");
                }
                parameters.put(parameter.substring(0, equals), parameter.substring(equals + 1));
            }
        }
        return new ConnectionUri(uri.substring(0, colon), target, parameters);
    }

    @Override
    public String toString() {
        StringBuilder text = new StringBuilder(scheme).append(':').append(target);
        char separator = '?';
        for (Map.Entry<String, String> parameter : parameters.entrySet()) {
            text.append(separator).append(parameter.getKey()).append('=').append(parameter.getValue());
            separator = '&';
        }
        return text.toString();
    }
}
