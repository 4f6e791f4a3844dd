package org.rbd4j.conformance.lockstep;

import java.util.List;

/** Two implementations answered one call differently. The message holds both answers, all calls made, and the program
 * as a test. */
public final class Divergence extends AssertionError {
    private static final long serialVersionUID = 1L;

    Divergence(Program program, String asTest, List<Step> common, Step expected, Step actual) {
        super(describe(program, asTest, common, expected, actual));
    }

    private static String describe(Program program, String asTest, List<Step> common, Step expected, Step actual) {
        StringBuilder text = new StringBuilder(
                "step " + common.size() + " of " + program.steps().size() + ": ");
        text.append(
                expected.call().equals(actual.call())
                        ? Difference.between(expected.call(), expected.answer(), actual.answer())
                        : "the same step became another call\n    expected: " + expected + "\n    actual:   " + actual);
        text.append("\nafter ").append(program.clients()).append(" clients did this:\n");
        for (int i = 0; i < common.size(); i++) {
            if (!common.get(i).wasSkipped()) {
                text.append("  ").append(i).append(": ").append(common.get(i)).append('\n');
            }
        }
        return text.append("the program:\n\n").append(asTest).toString();
    }
}
