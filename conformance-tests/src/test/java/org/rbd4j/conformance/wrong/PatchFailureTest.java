package org.rbd4j.conformance.wrong;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** A patch that no longer applies says where it looked and where its fragment is now. */
class PatchFailureTest {
    private static final WrongRule RIGHT = WrongRules.all().get(0);

    private static final SimulatorSources SOURCES = new SimulatorSources();

    private void assertTells(String type, String method, String fragment, String... told) {
        WrongRule rule = new WrongRule("a rule", type, method, fragment, "", 0);
        String message =
                assertThrows(PatchFailure.class, () -> SOURCES.patched(rule)).getMessage();
        for (String part : told) {
            assertTrue(message.contains(part), message);
        }
    }

    @Test
    void aMethodThatWasRenamed() {
        assertTells(
                RIGHT.type(),
                "notThere",
                RIGHT.fragment(),
                "'a rule'",
                RIGHT.type() + " has no method notThere",
                "in org.rbd4j.sim.",
                RIGHT.type() + "." + RIGHT.method());
    }

    @Test
    void aClassThatWasRenamed() {
        assertTells(
                "NotThere",
                RIGHT.method(),
                RIGHT.fragment(),
                "there is no class NotThere",
                RIGHT.type() + "." + RIGHT.method());
    }

    @Test
    void aFragmentThatWasRewritten() {
        assertTells(
                RIGHT.type(),
                RIGHT.method(),
                "not.there()",
                RIGHT.type() + "." + RIGHT.method() + " holds it nowhere",
                "not.there()",
                "nowhere in the simulator");
    }

    @Test
    void aFragmentThatIsThereTwice() {
        assertTells(RIGHT.type(), RIGHT.method(), "(", " times");
    }
}
