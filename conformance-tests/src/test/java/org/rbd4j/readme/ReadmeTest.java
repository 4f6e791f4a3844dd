package org.rbd4j.readme;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The Java that README.md and CONTRIBUTING.md show is, but for its indentation, Java that this build compiles. */
class ReadmeTest {
    private static final Path SOURCES = Path.of("src", "test", "java", "org", "rbd4j");
    private static final Path PROGRAMS = SOURCES.resolve(Path.of("conformance", "radosjava", "ShortestPrograms.java"));
    private static final Path RULES = SOURCES.resolve(Path.of("conformance", "wrong", "WrongClones.java"));
    private static final Pattern BLOCK = Pattern.compile("```java\n(.*?)```", Pattern.DOTALL);
    private static final Pattern PROGRAM =
            Pattern.compile("@Seen\\([^\n]*\\)\n[^\n]*\\{\n(.*?)\n    \\}\n", Pattern.DOTALL);

    @ParameterizedTest
    @ValueSource(strings = {"README.md", "../.github/CONTRIBUTING.md"})
    void whatIsShownIsCompiled(String page) throws IOException {
        List<String> sources = List.of(
                stripped(Files.readString(SOURCES.resolve(Path.of("readme", "OurSnapshotsTest.java")))),
                stripped(Files.readString(SOURCES.resolve(Path.of("readme", "OurLockstepTest.java")))),
                stripped(Files.readString(SOURCES.resolve(Path.of("readme", "OurTranscriptTest.java")))),
                stripped(Files.readString(RULES)),
                stripped(Files.readString(PROGRAMS)));
        List<String> blocks = matches(BLOCK, Files.readString(Path.of(page)));
        assertFalse(blocks.isEmpty());
        for (String block : blocks) {
            assertTrue(
                    sources.stream().anyMatch(source -> source.contains(stripped(block))),
                    () -> page + " shows what no file holds:\n" + block);
        }
    }

    @Test
    void everyShortestProgramIsShown() throws IOException {
        List<String> shown = matches(BLOCK, Files.readString(Path.of("README.md"))).stream()
                .map(ReadmeTest::stripped)
                .toList();
        String source = Files.readString(PROGRAMS);
        List<String> programs = matches(PROGRAM, source);
        assertEquals(source.split("@Seen\\(").length - 1, programs.size());
        assertEquals(
                List.of(),
                programs.stream()
                        .map(ReadmeTest::stripped)
                        .filter(program -> !shown.contains(program))
                        .toList());
    }

    private static List<String> matches(Pattern pattern, String text) {
        return pattern.matcher(text)
                .results()
                .map((MatchResult found) -> found.group(1))
                .toList();
    }

    private static String stripped(String source) {
        return Stream.of(source.split("\n")).map(String::strip).collect(Collectors.joining("\n"));
    }
}
