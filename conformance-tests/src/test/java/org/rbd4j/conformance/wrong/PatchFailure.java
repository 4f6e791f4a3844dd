package org.rbd4j.conformance.wrong;

import java.util.List;
import java.util.stream.Collectors;
import org.rbd4j.conformance.wrong.SourceRegion.Occurrence;

/** A patch fits no place, or more than one; the message says where its fragment does stand. */
final class PatchFailure extends AssertionError {
    private static final long serialVersionUID = 1;

    PatchFailure(WrongRule rule, String reason, List<Occurrence> everywhere) {
        super("the patch '" + rule + "' no longer applies: " + reason + "\n    "
                + rule.fragment().strip().replaceAll("\\s+", " ") + "\n  which stands " + where(everywhere));
    }

    private static String where(List<Occurrence> everywhere) {
        if (everywhere.isEmpty()) {
            return "nowhere in the simulator";
        }
        return everywhere.stream()
                .map(occurrence -> occurrence.region().toString())
                .distinct()
                .collect(Collectors.joining(", ", "in ", ""));
    }
}
