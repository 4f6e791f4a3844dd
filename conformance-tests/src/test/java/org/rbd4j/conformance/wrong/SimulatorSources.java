package org.rbd4j.conformance.wrong;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Collectors;

/** The source files of rbd-sim, and the channel's of rbd-api, beside this module's folder. */
final class SimulatorSources {
    private static final String PACKAGE = "org/rbd4j/sim/";
    private static final Path MODULES = Path.of(System.getProperty("basedir", "."), "..");
    private static final Path ROOT = MODULES.resolve(Path.of("rbd-sim", "src", "main", "java"));
    private static final String IMAGE = "SimImage.java";
    private static final Path CHANNEL =
            MODULES.resolve(Path.of("rbd-api", "src", "main", "java", "org", "rbd4j", WrongRule.CHANNEL));

    private SimulatorSources() {}

    /** The class that a file declares; a wrong channel is in the file of the image that opens it. */
    static String className(WrongRule rule) {
        return (PACKAGE + (isOfChannel(rule) ? IMAGE : rule.source()))
                .replace(".java", "")
                .replace('/', '.');
    }

    /** The file as it is with the wrong rule; a patch that does not fit exactly one place is an error. */
    static String patched(WrongRule rule) {
        if (isOfChannel(rule)) {
            return imageWith(replaced(rule, read(CHANNEL), rule.find(), rule.replacement()), rule);
        }
        return replaced(rule, read(rule.source()), rule.find(), rule.replacement());
    }

    private static boolean isOfChannel(WrongRule rule) {
        return rule.source().equals(WrongRule.CHANNEL);
    }

    /** The simulated image with a channel's class of its own: it shares rbd-api's with the right simulator. */
    private static String imageWith(String channel, WrongRule rule) {
        String imports =
                channel.lines().filter(line -> line.startsWith("import ")).collect(Collectors.joining("\n"));
        String header = "package org.rbd4j.sim;\n";
        String declaration = "final class SimImage implements Image {\n";
        String opening = "@Override public SeekableByteChannel channel() { return new ImageChannel(this); }\n";
        String image = replaced(rule, read(IMAGE), header, header + imports + "\nimport org.rbd4j.*;\n");
        return replaced(rule, image, declaration, declaration + opening) + channel.substring(channel.indexOf("/**"));
    }

    private static String replaced(WrongRule rule, String right, String find, String replacement) {
        int at = right.indexOf(find);
        if (at < 0 || right.indexOf(find, at + 1) >= 0) {
            throw new AssertionError("the patch '" + rule + "' no longer applies: " + rule.source() + " holds "
                    + (at < 0 ? "nowhere" : "more than once") + ":\n" + find);
        }
        return right.substring(0, at) + replacement + right.substring(at + find.length());
    }

    private static String read(String source) {
        return read(ROOT.resolve(PACKAGE + source));
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
