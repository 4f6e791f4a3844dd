package org.rbd4j.sim.rados;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * The watches on a pool's objects, by object, each object's in the order in which they began.
 *
 * <p>All fields are guarded by the cluster's lock.
 */
final class Watches {
    private record Entry(RadosClient client, Watch watch) {}

    private final Map<String, List<Entry>> entries = new HashMap<>();

    void begin(String object, RadosClient client, Watch watch) {
        entries.computeIfAbsent(object, key -> new ArrayList<>()).add(new Entry(client, watch));
    }

    void end(String object, Watch watch) {
        List<Entry> others = entries.get(object);
        if (others != null && others.removeIf(entry -> entry.watch() == watch) && others.isEmpty()) {
            entries.remove(object);
        }
    }

    /** Drops a client's watches, as OSDs do when it is blocklisted. */
    void dropOf(RadosClient client) {
        entries.values().forEach(watches -> watches.removeIf(entry -> entry.client() == client));
        entries.values().removeIf(List::isEmpty);
    }

    List<Watcher> watchersOf(String object) {
        return of(object).stream()
                .map(entry -> new Watcher(
                        entry.client().entity(),
                        entry.client().address(),
                        entry.watch().cookie()))
                .toList();
    }

    /** All hear first; then those who want to do something about it. */
    List<NotifyAnswer> tell(String object, Notification notification) {
        List<Supplier<NotifyAnswer>> actions = new ArrayList<>();
        for (Entry entry : of(object)) {
            Optional<Supplier<NotifyAnswer>> action = entry.watch().hear(notification);
            action.ifPresent(actions::add);
        }
        return actions.stream().map(Supplier::get).toList();
    }

    /** Those that are still pinged: the time after which OSDs drop the others passes at once here. */
    private List<Entry> of(String object) {
        return entries.getOrDefault(object, List.of()).stream()
                .filter(entry -> entry.watch().isPinged())
                .toList();
    }
}
