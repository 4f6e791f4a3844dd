package org.rbd4j.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** In every package of every module, nothing is null but what says so. */
class NullMarkedTest {
    private static final Path ROOT = Path.of("..");
    private static final List<String> MODULES = List.of("rbd-api", "rbd-sim", "rbd-native", "conformance-tests");
    private static final List<String> SOURCES = List.of("src/main/java", "src/test/java");

    @Test
    void everyPackageIsNullMarked() {
        List<String> packages = MODULES.stream()
                .flatMap(module -> packagesOf(module).map(name -> module + "/" + name))
                .toList();
        assertFalse(packages.isEmpty());
        assertEquals(
                List.of(), packages.stream().filter(name -> !isNullMarked(name)).toList());
    }

    /** Each once, though its tests may be in it too. */
    private static Stream<String> packagesOf(String module) {
        return SOURCES.stream()
                .map(ROOT.resolve(module)::resolve)
                .filter(Files::exists)
                .flatMap(NullMarkedTest::packagesIn)
                .distinct()
                .sorted();
    }

    private static Stream<String> packagesIn(Path sources) {
        try (Stream<Path> files = Files.walk(sources)) {
            return files
                    .filter(file -> file.toString().endsWith(".java"))
                    .map(file -> sources.relativize(file).getParent())
                    .filter(folder -> folder != null)
                    .map(Path::toString)
                    .distinct()
                    .toList()
                    .stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static boolean isNullMarked(String moduleAndPackage) {
        Path path = Path.of(moduleAndPackage);
        Path module = ROOT.resolve(path.getName(0));
        Path folder = path.subpath(1, path.getNameCount());
        return SOURCES.stream()
                .map(sources -> module.resolve(sources).resolve(folder).resolve("package-info.java"))
                .anyMatch(file -> Files.exists(file) && read(file).contains("\n@NullMarked\npackage "));
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
