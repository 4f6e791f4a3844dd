package org.rbd4j.conformance.librbd;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.rbd4j.conformance.failures.FailedRequest;

/**
 * A method of RBD's object class that a client's credentials bar on one kind of object: a request for it fails with EPERM.
 *
 * @param kind the beginning of the objects' names
 * @param method the method's name
 */
record BarredMethod(String kind, String method) {
    private static final Pattern METHOD = Pattern.compile("rbd\\.(\\w+)");
    private static final Pattern SINGLE = Pattern.compile("(rbd_[a-z_]+)\\S* rbd\\.(\\w+)");

    /** What a request names that creates an object and calls a method on it at once: only the whole class can be allowed then. */
    private static final Pattern CREATION = Pattern.compile("(rbd_[a-z_]+)\\S* .*\\b(?:create|writefull),?.*");

    /** Only that can be granted for a request that also writes. */
    private static final String WHOLE_CLASS = "rwx object_prefix ";

    private static final List<String> KINDS = List.of(
            "rbd_directory",
            "rbd_header.",
            "rbd_object_map.",
            "rbd_children",
            "rbd_trash",
            "rbd_info",
            "rbd_mirroring",
            "rbd_id.",
            "rbd_data.");

    /**
     * The method that makes just this request of a call fail: it is called by the request alone, and once.
     *
     * @param row the request
     * @param ofTheCall the names of all requests of the call
     * @param ofOpening the names of the requests that open an image
     */
    static Optional<BarredMethod> of(FailedRequest row, Set<String> ofTheCall, Set<String> ofOpening) {
        Matcher single = SINGLE.matcher(row.request());
        if (!single.matches()) {
            return Optional.empty();
        }
        String kind = single.group(1);
        String method = single.group(2);
        boolean once = ofTheCall.stream()
                                .filter(request -> calls(request, kind, method))
                                .count()
                        == 1
                && ofOpening.stream().noneMatch(request -> calls(request, kind, method));
        boolean allowedAsAWhole = ofTheCall.stream()
                .map(CREATION::matcher)
                .anyMatch(creation -> creation.matches() && creation.group(1).equals(kind));
        return once && !allowedAsAWhole ? Optional.of(new BarredMethod(kind, method)) : Optional.empty();
    }

    private static boolean calls(String request, String kind, String method) {
        return request.matches(kind + "\\b.*\\brbd\\." + method + "\\b.*");
    }

    /** All methods that a table names. */
    static Set<String> methods(List<FailedRequest> table) {
        return table.stream()
                .flatMap(row -> METHOD.matcher(row.request()).results())
                .map(found -> found.group(1))
                .collect(Collectors.toCollection(TreeSet::new));
    }

    /** The id of the client that is barred from it. */
    String clientId() {
        return "barred-" + kind + "-" + method;
    }

    /** What a client may ask of OSDs that may ask for everything else. */
    String capabilities(Set<String> methods) {
        List<String> grants = new ArrayList<>();
        methods.stream()
                .filter(allowed -> !allowed.equals(method))
                .forEach(allowed -> grants.add("class rbd " + allowed));
        KINDS.stream().filter(other -> !other.startsWith(kind)).forEach(other -> grants.add(WHOLE_CLASS + other));
        grants.add("rw");
        return capabilities(grants);
    }

    /** What a client may ask of OSDs that may ask for everything, but for no pool as a whole: the monitor goes by that. */
    static String capabilitiesByObject() {
        return capabilities(KINDS.stream().map(WHOLE_CLASS::concat).toList());
    }

    private static String capabilities(List<String> grants) {
        return Stream.concat(Stream.of("class lock"), grants.stream())
                .map(grant -> "allow " + grant)
                .collect(Collectors.joining(", "));
    }
}
