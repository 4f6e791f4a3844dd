package org.rbd4j.conformance.lockstep;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A call and its answer as text: one line, or for a look one line for each thing that was seen, by what it is.
 *
 * @param call the call with its arguments
 * @param answer the text of each part of the answer; of an answer that is no look, the one part is called {@link #ANSWER}
 */
record WrittenStep(String call, Map<String, String> answer) {
    static final String ANSWER = "";

    static WrittenStep of(Step step) {
        Map<String, String> answer = new LinkedHashMap<>();
        if (step.answer() instanceof Observation observation) {
            observation.seen().forEach((what, seen) -> answer.put(what, CanonicalText.of(seen)));
        } else {
            answer.put(ANSWER, CanonicalText.of(step.answer()));
        }
        return new WrittenStep(step.call(), answer);
    }

    boolean wasSkipped() {
        return Step.SKIPPED.equals(answer.get(ANSWER));
    }

    /** The first thing in which it differs from what it should be, with both texts. */
    String differenceFrom(WrittenStep expected) {
        if (!call.equals(expected.call)) {
            return "the same step became another call\n    expected: " + expected + "\n    actual:   " + this;
        }
        for (Map.Entry<String, String> entry : expected.answer.entrySet()) {
            String here = answer.getOrDefault(entry.getKey(), "not seen");
            if (!here.equals(entry.getValue())) {
                String what = entry.getKey().equals(ANSWER) ? call : entry.getKey();
                return what + "\n    expected: " + entry.getValue() + "\n    actual:   " + here;
            }
        }
        return "more is seen: "
                + answer.keySet().stream()
                        .filter(what -> !expected.answer.containsKey(what))
                        .toList();
    }

    @Override
    public String toString() {
        return call + " -> " + (answer.containsKey(ANSWER) ? answer.get(ANSWER) : answer.size() + " things seen");
    }
}
