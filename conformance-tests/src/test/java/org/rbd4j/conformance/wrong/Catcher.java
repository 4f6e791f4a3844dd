package org.rbd4j.conformance.wrong;

import java.util.Optional;

/** What can tell a wrong simulator from the right one: a law, or what the failing requests of one operation leave. */
interface Catcher {
    /** The name by which a wrong rule says what catches it. */
    String name();

    /** Holds a simulator to this, and returns how it broke it. */
    Optional<Throwable> brokenBy(WrongSimulator simulator);

    static Catcher named(String name) {
        Optional<FailedRequests> operation = FailedRequests.named(name);
        return operation.isPresent() ? operation.get() : Law.named(name);
    }
}
