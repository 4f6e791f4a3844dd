package org.rbd4j.conformance.wrong;

import java.util.List;

/**
 * One rule that a wrong simulator has instead of the right one: a patch of one source file.
 *
 * @param name what the wrong simulator does
 * @param source the file, relative to the simulator's root package
 * @param find what stands there; it must occur exactly once
 * @param replacement what stands there in the wrong simulator
 * @param caughtBy laws that each catch it, as {@code Clones.aSnapshotWithClonesStays}; empty if no law can know, and only
 *     lockstep sees it
 */
record WrongRule(String name, String source, String find, String replacement, List<String> caughtBy) {
    WrongRule(String name, String source, String find, String replacement, String... caughtBy) {
        this(name, source, find, replacement, List.of(caughtBy));
    }

    boolean canBeKnownToALaw() {
        return !caughtBy.isEmpty();
    }

    @Override
    public String toString() {
        return name;
    }
}
