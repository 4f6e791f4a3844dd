package org.rbd4j.conformance.hostile;

import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletionException;
import org.rbd4j.RbdException;
import org.rbd4j.conformance.MessageForm;

/** What a JVM has to tell of its calls before it ends, in a file. */
final class Report {
    private static final String UNDOCUMENTED = "undocumented error: ";
    private static final String HANG = "hang: ";
    private static final int MOST_FRAMES = 12;

    private final Path file;

    Report(Path file) {
        this.file = file;
    }

    void undocumented(String call, Throwable failure) {
        Throwable thrown =
                failure instanceof CompletionException && failure.getCause() != null ? failure.getCause() : failure;
        String fault = thrown instanceof RbdException told
                ? MessageForm.faultOf(told)
                        .map(said -> "  its message: " + said + "\n")
                        .orElse("")
                : "";
        add(UNDOCUMENTED + call + "\n" + fault + stackOf(thrown));
    }

    void hang(String call, StackTraceElement[] stack) {
        StringBuilder text = new StringBuilder(HANG + call + "\n");
        for (StackTraceElement frame : Arrays.copyOf(stack, Math.min(2 * MOST_FRAMES, stack.length))) {
            text.append("    at ").append(frame).append('\n');
        }
        add(text.toString());
    }

    private synchronized void add(String text) {
        try {
            Files.writeString(
                    file, text + "\n", StandardCharsets.UTF_8, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static String stackOf(Throwable thrown) {
        StringWriter text = new StringWriter();
        thrown.printStackTrace(new PrintWriter(text, true));
        return text.toString()
                .lines()
                .limit(MOST_FRAMES)
                .map(line -> "  " + line + "\n")
                .reduce("", String::concat);
    }

    /** What was told, a paragraph each. */
    static List<String> undocumentedIn(Path file) {
        return paragraphs(file, UNDOCUMENTED);
    }

    static List<String> hangsIn(Path file) {
        return paragraphs(file, HANG);
    }

    private static List<String> paragraphs(Path file, String kind) {
        if (!Files.exists(file)) {
            return List.of();
        }
        try {
            return Arrays.stream(Files.readString(file).split("\n\n"))
                    .filter(paragraph -> paragraph.startsWith(kind))
                    .toList();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
