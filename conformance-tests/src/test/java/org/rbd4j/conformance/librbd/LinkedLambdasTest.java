package org.rbd4j.conformance.librbd;

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
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rbd4j.Rados;
import org.rbd4j.conformance.ChildJvm;

/**
 * A process's first connection links all lambdas of the binding. One that were linked later, where there is no memory, would be broken for
 * the rest of the process's life.
 */
@OnLibrbd
class LinkedLambdasTest {
    private static final String BINDING = "org/rbd4j/librbd/";
    private static final Pattern LAMBDA = Pattern.compile("lambda\\$\\w+\\$\\d+");
    private static final String CLASS_FILE = ".class";

    @TempDir
    Path folder;

    /** Connects, and ends. */
    static final class Connecting {
        public static void main(String... arguments) {
            Rados.connect(arguments[0]).close();
        }
    }

    @Test
    void theFirstConnectionLinksAllLambdas() throws Exception {
        ChildJvm.Ending ending = ChildJvm.likeThis(Duration.ofMinutes(2))
                .withOptions("-Djdk.invoke.LambdaMetafactory.dumpProxyClassFiles=true")
                .run(folder, Connecting.class, "ceph:" + RealCluster.get().conf());
        assertEquals(0, ending.status(), () -> "see " + ending.output());
        Set<String> missing = new TreeSet<>(lambdasOfTheBinding());
        assertTrue(missing.size() > 100, () -> "of so many lambdas: " + missing);
        missing.removeAll(linked(folder.resolve("DUMP_LAMBDA_PROXY_CLASS_FILES/" + BINDING)));
        assertEquals(Set.of(), missing);
    }

    /** The names of what lambdas do, by their classes. */
    private static Set<String> lambdasOfTheBinding() throws IOException, URISyntaxException, ClassNotFoundException {
        Set<String> lambdas = new TreeSet<>();
        for (String type : classesOfTheBinding()) {
            Arrays.stream(Class.forName(type.replace('/', '.'), false, LinkedLambdasTest.class.getClassLoader())
                            .getDeclaredMethods())
                    .map(Method::getName)
                    .filter(name -> LAMBDA.matcher(name).matches())
                    .forEach(name -> lambdas.add(type + "." + name));
        }
        return lambdas;
    }

    private static List<String> classesOfTheBinding() throws IOException, URISyntaxException, ClassNotFoundException {
        URI place = Class.forName("org.rbd4j.librbd.LibrbdProvider")
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

    private static List<String> classesIn(Path root) throws IOException {
        try (Stream<Path> files = Files.walk(root.resolve(BINDING))) {
            return files.map(file -> root.relativize(file).toString())
                    .filter(name -> name.endsWith(CLASS_FILE))
                    .map(name -> name.substring(0, name.length() - CLASS_FILE.length()))
                    .toList();
        }
    }

    /** The classes that Java made for lambdas each name what they call. */
    private static Set<String> linked(Path dumps) throws IOException {
        Set<String> linked = new TreeSet<>();
        try (Stream<Path> files = Files.list(dumps)) {
            for (Path file : files.toList()) {
                String type = BINDING + file.getFileName().toString().replaceFirst("\\$\\$Lambda.*", "");
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
