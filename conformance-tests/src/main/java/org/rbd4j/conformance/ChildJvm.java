package org.rbd4j.conformance;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * JVMs that may crash and hang as they like: each runs one program in a folder of its own, says all it says into its file
 * {@code output}, and is gone when the run is over.
 *
 * @param classPath their classes
 * @param options what their JVMs are started with
 * @param environment what their environments have beside what this process's has
 * @param limit how long each may take
 */
public record ChildJvm(String classPath, List<String> options, Map<String, String> environment, Duration limit) {
    private static final int NEWER = 22;

    /**
     * How one ended.
     *
     * @param isInTime false if it had to be ended
     * @param status its exit status
     * @param output all that it said
     */
    public record Ending(boolean isInTime, int status, Path output) {}

    /**
     * Those with the classes of this JVM, and nothing else of its own.
     *
     * @param limit how long each may take
     * @return these
     */
    public static ChildJvm likeThis(Duration limit) {
        return new ChildJvm(System.getProperty("java.class.path"), List.of(), Map.of(), limit);
    }

    /**
     * Those that have more in their environment.
     *
     * @param name of the variable
     * @param value of the variable
     * @return these
     */
    public ChildJvm withEnvironment(String name, String value) {
        return new ChildJvm(classPath, options, Map.of(name, value), limit);
    }

    /**
     * Those that are started otherwise.
     *
     * @param more what {@code java} takes before the name of the class
     * @return these
     */
    public ChildJvm withOptions(String... more) {
        return new ChildJvm(classPath, List.of(more), environment, limit);
    }

    /**
     * Those with classes that win over the others.
     *
     * @param classes a folder of them
     * @return these
     */
    public ChildJvm withClasses(Path classes) {
        String path = classes + System.getProperty("path.separator") + classPath;
        return new ChildJvm(path, options, environment, limit);
    }

    /**
     * Runs one.
     *
     * @param folder where it is to run; made if it is missing
     * @param main its program
     * @param arguments of the program
     * @return how it ended
     * @throws IOException if it cannot be started
     * @throws InterruptedException if this thread is interrupted; the JVM is ended then
     */
    public Ending run(Path folder, Class<?> main, String... arguments) throws IOException, InterruptedException {
        Files.createDirectories(folder);
        Path output = folder.resolve("output");
        ProcessBuilder builder = new ProcessBuilder(command(folder, main, arguments))
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().putAll(environment);
        Process process = builder.start();
        boolean isInTime;
        try {
            isInTime = process.waitFor(limit.toMillis(), TimeUnit.MILLISECONDS);
        } finally {
            process.destroyForcibly().waitFor();
        }
        return new Ending(isInTime, process.exitValue(), output);
    }

    private List<String> command(Path folder, Class<?> main, String... arguments) {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:-CreateCoredumpOnCrash",
                "-XX:ErrorFile=" + folder.toAbsolutePath().resolve("hs_err")));
        if (Runtime.version().feature() >= NEWER) {
            command.add("--enable-native-access=ALL-UNNAMED");
        }
        command.addAll(options);
        command.addAll(List.of("-cp", classPath, main.getName()));
        command.addAll(List.of(arguments));
        return command;
    }
}
