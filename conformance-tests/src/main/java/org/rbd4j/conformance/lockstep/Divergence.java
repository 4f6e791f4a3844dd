package org.rbd4j.conformance.lockstep;

import java.util.List;

/** Two implementations answered one call differently. The message holds both answers, all calls made, and the program
 * as a test. */
public final class Divergence extends AssertionError {
    private static final long serialVersionUID = 1L;

    Divergence(Program program, String asTest, List<WrittenStep> common, String difference) {
        super(describe(program, common, difference) + "the program:\n\n" + asTest);
    }

    Divergence(Recording recording, List<WrittenStep> common, String difference) {
        super(recording.name() + ", " + describe(recording.program(), common, difference) + "the program:\n\n"
                + recording.program().toJava());
    }

    private static String describe(Program program, List<WrittenStep> common, String difference) {
        StringBuilder text = new StringBuilder("step " + common.size() + " of "
                + program.steps().size() + ": " + difference + "\nafter " + program.clients()
                + " clients did this:\n");
        for (int i = 0; i < common.size(); i++) {
            if (!common.get(i).wasSkipped()) {
                text.append("  ").append(i).append(": ").append(common.get(i)).append('\n');
            }
        }
        return text.toString();
    }
}
