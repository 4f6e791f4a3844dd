package org.rbd4j.conformance.wrong;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Each patch fits the simulator's source of today. Nothing is compiled: whoever moves code has the whole list in a second. */
class WrongRulesTest {
    private static final int FEWEST = 400;

    private final List<WrongRule> rules = WrongRules.all();

    @Test
    void everyPatchFitsOnePlaceAndNoTwoMakeTheSame() {
        SimulatorSources sources = new SimulatorSources();
        Set<SimulatorSources.WrongSource> patched = new HashSet<>();
        List<String> failures = new ArrayList<>();
        for (WrongRule rule : rules) {
            try {
                if (!patched.add(sources.patched(rule))) {
                    failures.add("the patch '" + rule + "' makes what another does");
                }
            } catch (PatchFailure failure) {
                failures.add(failure.getMessage());
            }
        }
        if (!failures.isEmpty()) {
            fail(failures.size() + " of " + rules.size() + " patches:\n" + String.join("\n", failures));
        }
    }

    @Test
    void thereAreManyAndEachHasANameOfItsOwn() {
        assertTrue(rules.size() >= FEWEST);
        assertEquals(
                rules.size(), new HashSet<>(rules.stream().map(WrongRule::name).toList()).size());
    }
}
