package org.rbd4j.sim;

import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.rbd4j.conformance.failures.RequestNames;
import org.rbd4j.sim.rados.RequestText;

/**
 * What librbd calls the requests of one call of the simulator's. Where librbd asks by one method or another, which depends on the
 * step that asks, the first is meant that it calls so and that was not met yet.
 */
final class NamesOfLibrbd {
    private static final Pattern LOCK = Pattern.compile("rbd_header\\..* read lock");
    private static final Pattern HEADER = Pattern.compile("rbd_header\\..* read header");
    private static final Pattern COUNT = Pattern.compile(" #\\d+$");
    private static final String HINT = "set-alloc-hint";
    private static final String ID = "rbd_id.";

    /** What changes an object map that has a lock is sent together with this. */
    private static final String BY_ITS_OWNER = "lock.assert_locked,";

    private static final Map<String, List<String>> READS = Map.of(
            "read id", List.of("stat", "rbd.get_id"),
            "read directory", List.of("rbd.dir_list", "rbd.dir_get_id", "rbd.dir_get_name"),
            "read trash", List.of("rbd.trash_list"),
            "read children", List.of("rbd.get_children"),
            "read lock", List.of("lock.get_info"),
            "read object map", List.of("rbd.object_map_load", "read"),
            "read", List.of("read", "sparse-read"));

    private static final Map<String, List<String>> CHANGES = Map.of(
            "rbd.create", List.of("create,rbd.create"),
            "rbd.set_id", List.of("create,rbd.set_id", "create,writefull"),
            "copyup", List.of("rbd.sparse_copyup," + HINT),
            "assert-exists", List.of("stat"),
            "remove", List.of("delete"),
            "notify", List.of("notify header-update"),
            "write", List.of(HINT + ",write"),
            "write-full", List.of(HINT + ",writefull", "writefull", BY_ITS_OWNER + "writefull"));

    private final Set<String> unmet;
    private final RequestNames names = new RequestNames();
    private String last = "";

    /** Knows what librbd calls the requests of this call, in their order. */
    NamesOfLibrbd(Collection<String> ofTheCall) {
        unmet = new LinkedHashSet<>(ofTheCall);
    }

    /** The name of the next request; none if librbd has no such request, or reads that together with what was read before. */
    Optional<String> next(RequestText text) {
        String steps = text.steps().stream().map(RequestText.Step::name).collect(Collectors.joining(","));
        String request = text.object() + " " + steps;
        boolean isRefresh =
                LOCK.matcher(request).matches() && HEADER.matcher(last).matches();
        last = request;
        if (isRefresh) {
            return Optional.empty();
        }
        List<String> called = objects(text.object())
                .flatMap(object -> operations(steps).map(operations -> names.next(object, List.of(operations))))
                .map(NamesOfLibrbd::withoutCount)
                .toList();
        Optional<String> meant = called.stream()
                .flatMap(name ->
                        unmet.stream().filter(known -> withoutCount(known).equals(name)))
                .findFirst();
        meant.ifPresent(unmet::remove);
        return meant;
    }

    private static String withoutCount(String name) {
        return COUNT.matcher(name).replaceFirst("");
    }

    /** Before it looks for an image, librbd looks for one of the first format. */
    private static Stream<String> objects(String object) {
        return object.startsWith(ID) ? Stream.of(object.substring(ID.length()) + ".rbd", object) : Stream.of(object);
    }

    private static Stream<String> operations(String steps) {
        String method = steps.replaceFirst("^exec ", "");
        if (method.startsWith("rbd.object_map_")) {
            return Stream.of(BY_ITS_OWNER + method, method);
        }
        int comma = method.indexOf(',');
        if (comma > 0) {
            return operations(method.substring(0, comma))
                    .flatMap(first -> operations(method.substring(comma + 1)).map(second -> first + "," + second))
                    .map(both -> both.replace(HINT + "," + HINT, HINT));
        }
        return READS.getOrDefault(method, CHANGES.getOrDefault(method, List.of(method))).stream();
    }
}
