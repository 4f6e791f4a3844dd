package org.rbd4j.conformance.lockstep;

/** Two answers to one call that should have been equal, in words. */
final class Difference {
    private Difference() {}

    static String between(Step expected, Step actual) {
        return expected.call().equals(actual.call())
                ? between(expected.call(), expected.answer(), actual.answer())
                : "the same step became another call\n    expected: " + expected + "\n    actual:   " + actual;
    }

    static String between(String what, Object expected, Object actual) {
        if (expected instanceof Observation there && actual instanceof Observation here) {
            return here.differenceFrom(there);
        }
        String text = what + "\n    expected: " + expected + "\n    actual:   " + actual;
        if (expected instanceof Bytes there && actual instanceof Bytes here) {
            text += "\n    " + here.differenceFrom(there);
        }
        return text;
    }
}
