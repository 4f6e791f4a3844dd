package org.rbd4j.conformance.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.spi.ToolProvider;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rbd4j.Rados;
import org.rbd4j.sim.SimCluster;
import org.slf4j.Logger;

/** A program that is a module needs to name the interface alone: the simulator is found on the module path. */
class ModulePathTest {
    @TempDir
    Path folder;

    @Test
    void theSimulatorIsFoundOnTheModulePath() throws Exception {
        Path source = Files.createDirectories(folder.resolve("source/app"));
        Path moduleInfo = write(folder.resolve("source/module-info.java"), "module app { requires org.rbd4j; }");
        Path main = write(source.resolve("Main.java"), """
                package app;

                import org.rbd4j.Pool;
                import org.rbd4j.Rados;

                public class Main {
                    public static void main(String[] args) {
                        try (Rados rados = Rados.connect("sim:modules"); Pool pool = rados.openPool("rbd")) {
                            pool.createImage("image", 1);
                            System.out.print(pool.listImages() + " in " + rados.getClass().getModule());
                        }
                    }
                }
                """);
        String modules = Stream.of(Rados.class, SimCluster.class, Logger.class)
                .map(ModulePathTest::location)
                .map(Path::toString)
                .collect(Collectors.joining(File.pathSeparator));
        String compiled = folder.resolve("classes").toString();
        ToolProvider javac = ToolProvider.findFirst("javac").orElseThrow();
        assertEquals(
                0,
                javac.run(
                        System.out, System.err, "-p", modules, "-d", compiled, moduleInfo.toString(), main.toString()));

        Path errors = folder.resolve("errors");
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-p",
                        modules + File.pathSeparator + compiled,
                        "-m",
                        "app/app.Main")
                .redirectError(errors.toFile())
                .start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertEquals(0, process.waitFor(), () -> read(errors));
        assertEquals("[image] in module org.rbd4j.sim", output);
    }

    private static Path write(Path file, String text) throws IOException {
        return Files.writeString(file, text);
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException failure) {
            return failure.toString();
        }
    }

    private static Path location(Class<?> member) {
        return Path.of(URI.create(
                member.getProtectionDomain().getCodeSource().getLocation().toString()));
    }
}
