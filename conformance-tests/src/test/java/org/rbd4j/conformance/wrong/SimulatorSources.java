package org.rbd4j.conformance.wrong;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.DiagnosticCollector;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.rbd4j.conformance.wrong.JavaTokens.Range;
import org.rbd4j.conformance.wrong.SourceRegion.Occurrence;

/** The source files of rbd-sim, and the channel's of rbd-api, beside this module's folder; each is read and parsed once. */
final class SimulatorSources {
    private static final Path MODULES = Path.of(System.getProperty("basedir", "."), "..");
    private static final Path SIMULATOR = MODULES.resolve(Path.of("rbd-sim", "src", "main", "java", "org", "rbd4j"));
    private static final Path CHANNEL =
            MODULES.resolve(Path.of("rbd-api", "src", "main", "java", "org", "rbd4j", WrongRule.CHANNEL + ".java"));
    private static final String IMAGE = "SimImage";

    private final List<SourceFile> files = new ArrayList<>();

    SimulatorSources() {
        JavaCompiler compiler = Objects.requireNonNull(ToolProvider.getSystemJavaCompiler(), "a JDK's compiler");
        DiagnosticCollector<JavaFileObject> problems = new DiagnosticCollector<>();
        try (StandardJavaFileManager manager = compiler.getStandardFileManager(problems, Locale.ROOT, null)) {
            JavacTask task = (JavacTask) compiler.getTask(
                    null, manager, problems, List.of("-proc:none"), null, manager.getJavaFileObjectsFromPaths(paths()));
            SourcePositions positions = Trees.instance(task).getSourcePositions();
            for (CompilationUnitTree unit : task.parse()) {
                files.add(new SourceFile(unit, positions));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        if (!problems.getDiagnostics().isEmpty()) {
            throw new AssertionError("the simulator's sources cannot be parsed: " + problems.getDiagnostics());
        }
    }

    private static List<Path> paths() throws IOException {
        try (Stream<Path> simulator = Files.walk(SIMULATOR)) {
            return Stream.concat(simulator, Stream.of(CHANNEL))
                    .filter(path -> path.toString().endsWith(".java"))
                    .filter(path -> !path.endsWith("package-info.java"))
                    .sorted()
                    .toList();
        }
    }

    /** The class to compile, as it is with the wrong rule; a patch that does not fit exactly one place is an error. */
    WrongSource patched(WrongRule rule) {
        Occurrence place = placeOf(rule);
        SourceFile file = place.region().file();
        String wrong = replaced(file, place.range(), rule.replacement());
        return rule.type().equals(WrongRule.CHANNEL) ? imageWith(wrong) : new WrongSource(file.className(), wrong);
    }

    private Occurrence placeOf(WrongRule rule) {
        String type = typeOf(rule);
        List<SourceRegion> looked = regions()
                .filter(region -> region.isWithin(type) && region.method().equals(rule.method()))
                .toList();
        if (looked.isEmpty()) {
            throw new PatchFailure(rule, type + " has no method " + rule.method(), everywhere(rule));
        }
        List<Occurrence> found = occurrences(looked.stream(), rule);
        if (found.size() != 1) {
            String reason = looked.get(0) + " holds it " + (found.isEmpty() ? "nowhere" : found.size() + " times");
            throw new PatchFailure(rule, reason, everywhere(rule));
        }
        return found.get(0);
    }

    private String typeOf(WrongRule rule) {
        List<String> found = typesNamed(rule.type(), files.stream().map(SourceFile::className));
        if (found.isEmpty()) {
            found = typesNamed(rule.type(), files.stream().flatMap(file -> file.types().stream()));
        }
        if (found.size() != 1) {
            String reason =
                    found.isEmpty() ? "there is no class " + rule.type() : rule.type() + " may be any of " + found;
            throw new PatchFailure(rule, reason, everywhere(rule));
        }
        return found.get(0);
    }

    private static List<String> typesNamed(String name, Stream<String> types) {
        return types.filter(type -> type.endsWith("." + name)).toList();
    }

    private List<Occurrence> everywhere(WrongRule rule) {
        return occurrences(regions(), rule);
    }

    private static List<Occurrence> occurrences(Stream<SourceRegion> regions, WrongRule rule) {
        JavaTokens fragment = JavaTokens.of(rule.fragment());
        return regions.flatMap(region -> region.occurrencesOf(fragment).stream())
                .toList();
    }

    private Stream<SourceRegion> regions() {
        return files.stream().flatMap(file -> file.regions().stream());
    }

    private static String replaced(SourceFile file, Range range, String replacement) {
        String text = file.text();
        return text.substring(0, range.start()) + replacement + text.substring(range.end());
    }

    /** The simulated image with a channel's class of its own: it shares rbd-api's with the right simulator. */
    private WrongSource imageWith(String channel) {
        SourceFile image = files.stream()
                .filter(file -> file.className().endsWith("." + IMAGE))
                .findFirst()
                .orElseThrow(() -> new AssertionError("there is no class " + IMAGE));
        String imports =
                channel.lines().filter(line -> line.startsWith("import ")).collect(Collectors.joining("\n"));
        String opening = "\n@Override public SeekableByteChannel channel() { return new ImageChannel(this); }\n";
        String wrong = image.text()
                .replaceFirst("(?m)^package .*;$", "$0\n" + imports + "\nimport org.rbd4j.*;\n")
                .replaceFirst("class " + IMAGE + "\\b[^{]*\\{", "$0" + opening);
        return new WrongSource(image.className(), wrong + channel.substring(channel.indexOf("/**")));
    }

    /**
     * A class of a wrong simulator.
     *
     * @param className its full name
     * @param text its source
     */
    record WrongSource(String className, String text) {}
}
