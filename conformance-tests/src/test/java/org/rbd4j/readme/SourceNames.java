package org.rbd4j.readme;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The classes that this project declares or imports, by their simple names, and where the text of each of its own stands. */
final class SourceNames {
    private static final Pattern DECLARATION = Pattern.compile(
            "\\b(?:class|interface|record|enum)\\s+([A-Z]\\w*)(?=\\s*[(<{]|\\s+(?:extends|implements|permits))");
    private static final Pattern IMPORT = Pattern.compile("^import [\\w.]*\\.([A-Z]\\w*);", Pattern.MULTILINE);

    private final Map<String, List<String>> declared = new HashMap<>();
    private final Set<String> imported = new HashSet<>();

    /** Reads all Java below some folders. */
    SourceNames(Stream<Path> folders) {
        folders.forEach(this::addAll);
    }

    private void addAll(Path folder) {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file :
                    (Iterable<Path>) files.filter(path -> path.toString().endsWith(".java"))::iterator) {
                add(Files.readString(file));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private void add(String source) {
        Matcher declarations = DECLARATION.matcher(source);
        while (declarations.find()) {
            declared.computeIfAbsent(declarations.group(1), name -> new ArrayList<>())
                    .add(source);
        }
        IMPORT.matcher(source).results().forEach(found -> imported.add(found.group(1)));
    }

    /** Whether there is a class of the first name, and, if it is one of the project's, the others stand where it is declared. */
    boolean knows(String name) {
        String[] parts = name.split("\\.");
        List<String> members = Arrays.asList(parts).subList(1, parts.length);
        return declared.getOrDefault(parts[0], List.of()).stream().anyMatch(source -> holdsAll(source, members))
                || (!declared.containsKey(parts[0]) && (imported.contains(parts[0]) || isOfJavaItself(parts[0])));
    }

    /** What no file needs to import. */
    private static boolean isOfJavaItself(String name) {
        try {
            Class.forName("java.lang." + name);
            return true;
        } catch (ClassNotFoundException unknown) {
            return false;
        }
    }

    private static boolean holdsAll(String source, List<String> words) {
        return words.stream()
                .allMatch(word ->
                        Pattern.compile("\\b" + word + "\\b").matcher(source).find());
    }
}
