package org.rbd4j.conformance.librbd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.rbd4j.conformance.hostile.HostileTally;

/** Hostile calls catch a binding with one wrong place, of the binding's own source. */
@OnLibrbd
class WrongBindingsTest {
    private static final Path SOURCES = Path.of(
            System.getProperty("basedir", "."), "..", "rbd-native", "src", "main", "java", "org", "rbd4j", "librbd");
    private static final long CALLS = 3_000;
    private static final long OF_EACH_PROCESS = 500;
    private static final int THREADS = 4;
    private static final long SEED = 20261127;

    @TempDir
    Path folder;

    /**
     * A binding with one wrong place.
     *
     * @param name what it does
     * @param type the class, by its simple name
     * @param fragment what stands there once
     * @param replacement what stands there in the wrong binding
     */
    record WrongBinding(String name, String type, String fragment, String replacement) {
        @Override
        public String toString() {
            return name;
        }
    }

    static List<WrongBinding> wrongBindings() {
        return List.of(
                new WrongBinding(
                        "has C call Java, which throws",
                        "DiffExtents",
                        "MachineCode.named(\"tell-extent\").orElse(UPCALL);",
                        "Upcall.to(MethodHandles.lookup(), \"fail\", FunctionDescriptor.of(JAVA_INT, JAVA_LONG, JAVA_LONG,"
                                + " JAVA_INT, JAVA_LONG));\n"
                                + "private static int fail(long offset, long length, int exists, long header) {"
                                + " throw new IllegalStateException(); }"),
                new WrongBinding(
                        "does not leave a handle when a call fails",
                        "Handle",
                        "try {\n            return invoke(what, call);\n        } finally {\n            leave();\n        }",
                        "T answer;\n"
                                + "try { answer = invoke(what, call); }\n"
                                // In the rehearsal, whose handles lead nowhere, whoever closes one would wait for ever.
                                + "catch (RuntimeException | Error failure) { if (pointer.address() == 0) leave(); throw failure; }\n"
                                + "leave();\n"
                                + "return answer;"),
                new WrongBinding(
                        "asks a buffer twice",
                        "LibrbdIo",
                        "RBD_READ2.invokeExact(image, offset, length, bytes, flags)",
                        "RBD_READ2.invokeExact(image, offset, (long) destination.remaining(), bytes, flags)"),
                new WrongBinding(
                        "closes a handle under a call", "Handle", "waitWhile(() -> callsInside > 0);", "notifyAll();"));
    }

    @ParameterizedTest
    @MethodSource("wrongBindings")
    void hostileCallsCatchIt(WrongBinding wrong) throws IOException {
        Path classes = compiled(wrong);
        boolean isCaught = false;
        for (int turn = 0; !isCaught && turn < CALLS / OF_EACH_PROCESS; turn++) {
            isCaught = !run(turn, classes).isClean();
        }
        assertTrue(isCaught, "a binding that " + wrong + " was not caught by " + CALLS + " calls");
    }

    /** What catches the wrong ones lets the right one through. */
    @Test
    void theRightOneIsNotCaught() {
        HostileTally tally = run(0, folder);
        assertTrue(tally.isClean(), tally::toString);
    }

    private HostileTally run(int turn, Path classes) {
        return LibrbdHostileTest.run(folder, Duration.ofSeconds(30))
                .withClasses(classes)
                .withThreads(THREADS)
                .throughOneHandle()
                .withCallsOfEachProcess(OF_EACH_PROCESS)
                .run(OF_EACH_PROCESS, SEED + turn);
    }

    private Path compiled(WrongBinding wrong) throws IOException {
        String right = Files.readString(SOURCES.resolve(wrong.type() + ".java"));
        int places = right.split(Pattern.quote(wrong.fragment()), -1).length - 1;
        assertEquals(1, places, "the fragment stands once in " + wrong.type());
        Path source = folder.resolve(wrong.type() + ".java");
        Files.writeString(source, right.replace(wrong.fragment(), wrong.replacement()));
        Path classes = Files.createDirectories(folder.resolve("classes"));
        JavaCompiler compiler = Objects.requireNonNull(ToolProvider.getSystemJavaCompiler(), "a JDK's compiler");
        int status = compiler.run(
                null,
                null,
                null,
                "-proc:none",
                "-nowarn",
                "-cp",
                System.getProperty("java.class.path"),
                "-d",
                classes.toString(),
                source.toString());
        assertEquals(0, status, "the wrong binding compiles");
        return classes;
    }
}
