package org.rbd4j.conformance.wrong;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.rbd4j.conformance.lockstep.Divergence;
import org.rbd4j.conformance.lockstep.Recording;
import org.rbd4j.conformance.lockstep.Transcript;

/** Walks a wrong simulator along what librbd answered, through the same programs each time. */
final class LockstepSearch {
    private static final Transcript LIBRBD = Transcript.librbd();

    private LockstepSearch() {}

    /** Where it first differs, if the general program of this seed is the first; empty if no program makes it differ. */
    static Optional<String> firstDifference(WrongSimulator simulator, int firstProgram) {
        String first = "GENERAL " + firstProgram + " of 100 steps";
        List<Recording> recordings = LIBRBD.recordings().stream()
                .sorted(Comparator.comparing(recording -> !recording.name().equals(first)))
                .toList();
        for (Recording recording : recordings) {
            try {
                recording.walk(simulator.newTarget());
            } catch (Divergence | RuntimeException difference) {
                String how = difference.toString().lines().findFirst().orElseThrow();
                return Optional.of(recording.name() + ": " + how);
            }
        }
        return Optional.empty();
    }
}
