package org.rbd4j.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.reflect.Method;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.rbd4j.Rados;

/**
 * Lambdas of an implementation, and which of them its first connection links. One that is linked later, where there is no memory, is broken
 * for the rest of the process's life.
 *
 * @param provider a class of the implementation; all lambdas beside it count
 * @param folder what its classes' names begin with, such as {@code org/rbd4j/sim/}
 */
public record LinkedLambdas(String provider, String folder) {
    private static final Pattern LAMBDA = Pattern.compile("lambda\\$\\w+\\$\\d+");
    private static final String CLASS_FILE = ".class";
    private static final String DUMPS = "DUMP_LAMBDA_PROXY_CLASS_FILES";
    private static final int FEWEST = 100;

    /** Connects, and ends. */
    static final class Connecting {
        public static void main(String... arguments) {
            Rados.connect(arguments[0]).close();
        }
    }

    /**
     * Makes a process's first connection.
     *
     * @param uri where to
     * @param temporary a folder of nobody's
     * @param isCalled tells the classes that calls of the interface lead to
     * @return the methods whose lambdas are not linked then, such as {@code org/rbd4j/sim/SimPool.close}; one that has several of them,
     *     as often
     */
    public List<String> missingAfterConnecting(String uri, Path temporary, Predicate<String> isCalled)
            throws Exception {
        // The first is how Java 17 calls it.
        Files.createDirectory(temporary.resolve(DUMPS));
        ChildJvm.Ending ending = ChildJvm.likeThis(Duration.ofMinutes(2))
                .withOptions(
                        "-Djdk.internal.lambda.dumpProxyClasses=" + DUMPS,
                        "-Djdk.invoke.LambdaMetafactory.dumpProxyClassFiles=true")
                .run(temporary, Connecting.class, uri);
        assertEquals(0, ending.status(), () -> "see " + ending.output());
        Set<String> missing = all(isCalled);
        assertTrue(missing.size() > FEWEST, () -> "of so many lambdas: " + missing);
        missing.removeAll(linked(temporary.resolve(DUMPS)));
        return missing.stream()
                .map(name -> name.replaceFirst("lambda\\$(\\w+)\\$\\d+", "$1"))
                .toList();
    }

    /** The names of what lambdas do, behind their classes'. */
    private Set<String> all(Predicate<String> isCalled) throws IOException, URISyntaxException, ClassNotFoundException {
        Set<String> lambdas = new TreeSet<>();
        for (String type : classes()) {
            if (isCalled.test(type)) {
                Arrays.stream(Class.forName(type.replace('/', '.'), false, LinkedLambdas.class.getClassLoader())
                                .getDeclaredMethods())
                        .map(Method::getName)
                        .filter(name -> LAMBDA.matcher(name).matches())
                        .forEach(name -> lambdas.add(type + "." + name));
            }
        }
        return lambdas;
    }

    private List<String> classes() throws IOException, URISyntaxException, ClassNotFoundException {
        URI place = Class.forName(provider)
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI();
        Path file = Path.of(place);
        if (Files.isDirectory(file)) {
            return classesIn(file);
        }
        try (FileSystem jar = FileSystems.newFileSystem(file, Map.of())) {
            return classesIn(jar.getPath("/"));
        }
    }

    private List<String> classesIn(Path root) throws IOException {
        try (Stream<Path> files = Files.walk(root.resolve(folder))) {
            return files.map(file -> root.relativize(file).toString())
                    .filter(name -> name.endsWith(CLASS_FILE))
                    .map(name -> name.substring(0, name.length() - CLASS_FILE.length()))
                    .toList();
        }
    }

    /** The classes that Java made for lambdas each name what they call. */
    private static Set<String> linked(Path dumps) throws IOException {
        Set<String> linked = new TreeSet<>();
        try (Stream<Path> files = Files.walk(dumps)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String type = dumps.relativize(file).toString().replaceFirst("\\$\\$Lambda.*", "");
                String content = Files.readString(file, StandardCharsets.ISO_8859_1);
                LAMBDA.matcher(content)
                        .results()
                        .map(MatchResult::group)
                        .forEach(name -> linked.add(type + "." + name));
            }
        }
        return linked;
    }
}
