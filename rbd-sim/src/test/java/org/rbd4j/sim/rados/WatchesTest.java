package org.rbd4j.sim.rados;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Watches are told in the order in which they began, all before anybody acts, until they end or nobody pings them. */
class WatchesTest {
    enum Kind {
        BEGIN,
        END,
        END_ELSEWHERE,
        DROP_CLIENT,
        ABANDON,
        TELL
    }

    record Step(Kind kind, String object, int client, int watch) {}

    private record News() implements Notification {}

    @Provide
    Arbitrary<List<Step>> programs() {
        return Combinators.combine(
                        Arbitraries.of(
                                Kind.BEGIN,
                                Kind.BEGIN,
                                Kind.END,
                                Kind.END_ELSEWHERE,
                                Kind.DROP_CLIENT,
                                Kind.ABANDON,
                                Kind.TELL),
                        Arbitraries.of("a", "b"),
                        Arbitraries.integers().between(0, 2),
                        Arbitraries.integers().between(0, 20))
                .as(Step::new)
                .list()
                .ofMaxSize(30);
    }

    /** Writes down what it hears and what it does; one of an even cookie acts. */
    private static final class Listener implements Watch {
        private final String object;
        private final RadosClient client;
        private final long cookie;
        private final List<String> log;
        private boolean isPinged = true;

        Listener(String object, RadosClient client, long cookie, List<String> log) {
            this.object = object;
            this.client = client;
            this.cookie = cookie;
            this.log = log;
        }

        @Override
        public long cookie() {
            return cookie;
        }

        @Override
        public boolean isPinged() {
            return isPinged;
        }

        private boolean acts() {
            return cookie % 2 == 0;
        }

        private Supplier<NotifyAnswer> action() {
            return () -> {
                log.add("acts " + cookie);
                return answer();
            };
        }

        NotifyAnswer answer() {
            return new NotifyAnswer((int) cookie, "answer of " + cookie);
        }

        @Override
        public Optional<Supplier<NotifyAnswer>> hear(Notification notification) {
            log.add("hears " + cookie);
            return acts() ? Optional.of(action()) : Optional.empty();
        }
    }

    @Property(tries = 300)
    void watchesAreToldInTheirOrder(@ForAll("programs") List<Step> program) {
        Watches watches = new Watches();
        List<RadosClient> clients = List.of(new RadosClient(1), new RadosClient(2), new RadosClient(3));
        List<Listener> present = new ArrayList<>();
        List<String> log = new ArrayList<>();
        long lastCookie = 0;
        for (Step step : program) {
            RadosClient client = clients.get(step.client());
            Optional<Listener> chosen =
                    present.isEmpty() ? Optional.empty() : Optional.of(present.get(step.watch() % present.size()));
            switch (step.kind()) {
                case BEGIN -> {
                    Listener listener = new Listener(step.object(), client, ++lastCookie, log);
                    watches.begin(step.object(), client, listener);
                    present.add(listener);
                }
                case END ->
                    chosen.ifPresent(listener -> {
                        watches.end(listener.object, listener);
                        present.remove(listener);
                    });
                case END_ELSEWHERE -> chosen.ifPresent(listener -> watches.end("c", listener));
                case DROP_CLIENT -> {
                    watches.dropOf(client);
                    present.removeIf(listener -> listener.client == client);
                }
                case ABANDON -> chosen.ifPresent(listener -> listener.isPinged = false);
                case TELL -> tell(watches, step.object(), present, log);
            }
            assertEquals(watchers(present, "a"), watches.watchersOf("a"));
            assertEquals(watchers(present, "b"), watches.watchersOf("b"));
        }
    }

    private static List<Listener> pinged(List<Listener> present, String object) {
        return present.stream()
                .filter(listener -> listener.object.equals(object) && listener.isPinged)
                .toList();
    }

    private static List<Watcher> watchers(List<Listener> present, String object) {
        return pinged(present, object).stream()
                .map(listener -> new Watcher(listener.client.entity(), listener.client.address(), listener.cookie))
                .toList();
    }

    private static void tell(Watches watches, String object, List<Listener> present, List<String> log) {
        log.clear();
        List<Listener> told = pinged(present, object);
        List<Listener> acting = told.stream().filter(Listener::acts).toList();
        assertEquals(acting.stream().map(Listener::answer).toList(), watches.tell(object, new News()));
        List<String> expected = new ArrayList<>();
        told.forEach(listener -> expected.add("hears " + listener.cookie));
        acting.forEach(listener -> expected.add("acts " + listener.cookie));
        assertEquals(expected, log);
    }
}
