package org.rbd4j.readme;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What the pages of the project name is there: classes, with what they have, and files. */
class DocumentationTest {
    private static final Path ROOT = Path.of("..");
    private static final List<String> MODULES = List.of("rbd-api", "rbd-sim", "rbd-native", "conformance-tests");
    private static final SourceNames NAMES =
            new SourceNames(MODULES.stream().map(module -> ROOT.resolve(module).resolve("src")));

    private static final Pattern FENCE =
            Pattern.compile("^ *```(\\w*)\n(.*?)^ *```", Pattern.MULTILINE | Pattern.DOTALL);
    private static final Pattern SPAN = Pattern.compile("`([^`\n]+)`");
    /** A class, and perhaps what it has; a word in capitals alone is none. */
    private static final Pattern CLASS =
            Pattern.compile("^@?([A-Z]\\w*[a-z]\\w*(?:\\.\\w+)*)(?:\\(.*\\))?$", Pattern.DOTALL);

    private static final Pattern DRAWN_CLASS = Pattern.compile("(?<![\\w./:])([A-Z][a-z]+[A-Z]\\w*(?:\\.\\w+)*)");
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)\\s]+)\\)");

    static Stream<Path> pages() {
        Stream<Path> readmes = Stream.concat(Stream.of(""), MODULES.stream())
                .map(folder -> ROOT.resolve(folder).resolve("README.md"));
        return Stream.concat(readmes, filesIn(ROOT.resolve(".github")))
                .map(Path::normalize)
                .filter(Files::exists);
    }

    private static Stream<Path> filesIn(Path folder) {
        if (!Files.exists(folder)) {
            return Stream.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.filter(file -> file.toString().endsWith(".md")).sorted().toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What changed may be about classes that are gone. */
    static Stream<Path> pagesOfToday() {
        return pages().filter(page -> !page.endsWith("CHANGELOG.md"));
    }

    @ParameterizedTest
    @MethodSource("pagesOfToday")
    void everyClassThatIsNamedExists(Path page) throws IOException {
        assertEquals(
                List.of(),
                namesIn(Files.readString(page))
                        .filter(name -> !NAMES.knows(name))
                        .toList());
    }

    @ParameterizedTest
    @MethodSource("pages")
    void everyFileThatIsNamedExists(Path page) throws IOException {
        String text = Files.readString(page);
        Stream<Path> linked = matches(LINK, withoutFences(text))
                .filter(link -> !link.contains(":") && !link.startsWith("#"))
                .map(link -> page.resolveSibling(link.replaceAll("#.*", "")));
        Stream<Path> shown = matches(SPAN, withoutFences(text))
                .map(span -> span.replaceAll(" .*", ""))
                .filter(DocumentationTest::isOfAModule)
                .map(ROOT::resolve);
        assertEquals(
                List.of(),
                Stream.concat(linked, shown).filter(path -> !Files.exists(path)).toList());
    }

    private static boolean isOfAModule(String path) {
        return MODULES.stream().anyMatch(module -> path.startsWith(module + "/")) && !path.contains("/target/");
    }

    /** The classes in code that stands in a line, and in drawings. */
    private static Stream<String> namesIn(String text) {
        Stream<String> inLines = matches(SPAN, withoutFences(text))
                .flatMap(span -> CLASS.matcher(span).results())
                .map(found -> found.group(1));
        Stream<String> drawn = FENCE.matcher(text)
                .results()
                .filter(fence -> fence.group(1).equals("text"))
                .flatMap(fence -> matches(DRAWN_CLASS, fence.group(2)));
        return Stream.concat(inLines, drawn).distinct();
    }

    private static String withoutFences(String text) {
        return FENCE.matcher(text).replaceAll("");
    }

    private static Stream<String> matches(Pattern pattern, String text) {
        return pattern.matcher(text).results().map(found -> found.group(1));
    }

    @Test
    void whatDoesNotExistIsFound() {
        assertEquals(
                List.of("Image.paint", "NoSuchClass", "NoDrawing"),
                namesIn("`Image`, `Image.paint`, `NoSuchClass(1)`, `EIO`\n```text\n SimImage  NoDrawing\n```\n")
                        .filter(name -> !NAMES.knows(name))
                        .toList());
        assertTrue(isOfAModule("rbd-sim/bin/tour"));
        assertFalse(isOfAModule("rbd-sim/target/classes"));
        assertTrue(pages().map(Path::toString).toList().contains("../rbd-sim/README.md"));
    }
}
