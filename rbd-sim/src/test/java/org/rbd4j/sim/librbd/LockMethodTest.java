package org.rbd4j.sim.librbd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.EdgeCasesMode;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;
import org.junit.jupiter.api.Test;
import org.rbd4j.Errno;

/** The lock is a set of holders that agree on its tag and its kind (cls_lock). */
class LockMethodTest {
    enum Kind {
        LOCK,
        UNLOCK,
        BREAK
    }

    record Step(Kind kind, String client, String cookie, String tag, boolean exclusive) {}

    @Provide
    Arbitrary<List<Step>> programs() {
        return Combinators.combine(
                        Arbitraries.of(Kind.LOCK, Kind.LOCK, Kind.LOCK, Kind.UNLOCK, Kind.BREAK),
                        Arbitraries.of("client.1", "client.2"),
                        Arbitraries.of("b", "a"),
                        Arbitraries.of("", "tag"),
                        Arbitraries.frequency(Tuple.of(1, true), Tuple.of(3, false)))
                .as(Step::new)
                .list()
                .ofMaxSize(12);
    }

    /** What cls_lock keeps. */
    private static final class Model {
        private final List<HeaderLock.Holder> holders = new ArrayList<>();
        private String tag = "";
        private boolean exclusive;

        /** Returns the errno, or empty if it is done. */
        Optional<Integer> run(Step step) {
            boolean isHeld = holders.contains(holderOf(step));
            if (step.kind() != Kind.LOCK) {
                return holders.remove(holderOf(step)) ? Optional.empty() : Optional.of(Errno.ENOENT);
            } else if (!holders.isEmpty() && !tag.equals(step.tag())) {
                return Optional.of(Errno.EBUSY);
            } else if (isHeld) {
                return Optional.of(Errno.EEXIST);
            } else if (!holders.isEmpty() && (step.exclusive() || exclusive)) {
                return Optional.of(Errno.EBUSY);
            }
            tag = step.tag();
            exclusive = step.exclusive();
            holders.add(holderOf(step));
            return Optional.empty();
        }

        Optional<HeaderLock> lock() {
            List<HeaderLock.Holder> sorted = new ArrayList<>(holders);
            sorted.sort(Comparator.comparing(HeaderLock.Holder::client).thenComparing(HeaderLock.Holder::cookie));
            return sorted.isEmpty() ? Optional.empty() : Optional.of(new HeaderLock(tag, exclusive, sorted));
        }
    }

    private static HeaderLock.Holder holderOf(Step step) {
        return new HeaderLock.Holder(step.client(), step.cookie(), "address of " + step.client());
    }

    private static LockMethod methodOf(Step step) {
        return switch (step.kind()) {
            case LOCK -> new LockMethod.Take(step.tag(), step.exclusive(), holderOf(step));
            case UNLOCK -> new LockMethod.Unlock(step.client(), step.cookie());
            case BREAK -> new LockMethod.BreakLock(step.client(), step.cookie());
        };
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    void holdersAgree(@ForAll("programs") List<Step> program) {
        Model model = new Model();
        List<Optional<HeaderLock>> versions = new ArrayList<>();
        versions.add(Optional.empty());
        for (Step step : program) {
            Optional<HeaderLock> before = versions.get(versions.size() - 1);
            Optional<Integer> errno =
                    Errnos.of(() -> versions.add(methodOf(step).apply(before, Instant.EPOCH)));
            assertEquals(model.run(step), errno);
            Optional<HeaderLock> now = versions.get(versions.size() - 1);
            assertEquals(model.lock(), now);
            now.ifPresent(lock -> assertEquals(model.lock().orElseThrow().holders(), lock.holders()));
        }
    }

    @Property(edgeCases = EdgeCasesMode.NONE)
    void whoHoldsItIsTold(@ForAll("programs") List<Step> program) {
        Model model = new Model();
        program.forEach(model::run);
        model.lock().ifPresent(lock -> {
            for (String client : List.of("client.1", "client.2")) {
                boolean holds = lock.holders().stream()
                        .anyMatch(holder -> holder.client().equals(client));
                assertEquals(holds, lock.isHeldBy(client));
                assertEquals(
                        lock.holders().contains(new HeaderLock.Holder(client, "a", "address of " + client)),
                        lock.isHeldBy(client, "a"));
            }
            assertEquals(lock.holders().get(0), lock.owner());
        });
    }

    @Test
    void onlyAnExclusiveLockUnderItsOwnTagIsTheManagedOne() {
        HeaderLock.Holder holder = new HeaderLock.Holder("client.1", "auto 1", "address");
        assertTrue(HeaderLock.of(HeaderLock.MANAGED_TAG, true, holder).isManaged());
        assertFalse(HeaderLock.of(HeaderLock.MANAGED_TAG, false, holder).isManaged());
        assertFalse(HeaderLock.of("", true, holder).isManaged());
    }
}
