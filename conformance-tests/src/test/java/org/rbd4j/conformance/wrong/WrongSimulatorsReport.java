package org.rbd4j.conformance.wrong;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** What caught which wrong simulator, as a table under the module's target folder. */
final class WrongSimulatorsReport {
    private static final Path FILE = Path.of(System.getProperty("basedir", "."), "target", "wrong-simulators.md");
    private static final int MOST_CHARACTERS = 120;

    private final List<String> lines = new ArrayList<>(List.of(
            "| wrong rule | in | caught by | how |", //
            "|---|---|---|---|"));

    void add(WrongRule rule, String caughtBy, String how) {
        lines.add("| " + rule.name() + " | `" + rule.type() + "` | " + caughtBy + " | " + oneLine(how) + " |");
    }

    private static String oneLine(String text) {
        String line = text.replaceAll("\\s+", " ").replace("|", "\\|");
        return line.length() <= MOST_CHARACTERS ? line : line.substring(0, MOST_CHARACTERS) + " ...";
    }

    void write() throws IOException {
        Files.createDirectories(FILE.getParent());
        Files.write(FILE, lines);
        System.out.println("what caught the wrong simulators: " + FILE.normalize());
    }
}
