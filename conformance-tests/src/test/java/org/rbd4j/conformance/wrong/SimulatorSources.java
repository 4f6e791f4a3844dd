package org.rbd4j.conformance.wrong;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The source files of rbd-sim, beside this module's folder. */
final class SimulatorSources {
    private static final String PACKAGE = "org/rbd4j/sim/";
    private static final Path ROOT =
            Path.of(System.getProperty("basedir", "."), "..", "rbd-sim", "src", "main", "java");

    private SimulatorSources() {}

    /** The class that a file of the simulator declares. */
    static String className(WrongRule rule) {
        return (PACKAGE + rule.source()).replace(".java", "").replace('/', '.');
    }

    /** The file as it is with the wrong rule; a patch that does not fit exactly one place is an error. */
    static String patched(WrongRule rule) {
        String right = read(rule.source());
        int at = right.indexOf(rule.find());
        if (at < 0 || right.indexOf(rule.find(), at + 1) >= 0) {
            throw new AssertionError("the patch '" + rule + "' no longer applies: " + rule.source() + " holds "
                    + (at < 0 ? "nowhere" : "more than once") + ":\n" + rule.find());
        }
        return right.substring(0, at)
                + rule.replacement()
                + right.substring(at + rule.find().length());
    }

    private static String read(String source) {
        try {
            return Files.readString(ROOT.resolve(PACKAGE + source));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
