package org.rbd4j.conformance.lockstep;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.Deflater;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/**
 * A transcript as a compressed text, one thing on a line: a word that says what the line holds, a blank, and the rest. Lines of
 * the head come first; then for each program its name, what its world is, and for each step the step, the call that it became,
 * and the answer or what was seen.
 */
final class TranscriptFormat {
    private static final String FORMAT = "rbd4j-transcript";
    private static final String VERSION = "1";
    private static final String LIBRBD = "librbd";
    private static final String CEPH = "ceph";
    private static final String RECORDED = "recorded";
    private static final String PROGRAMS = "programs";
    private static final String OPERATIONS = "operations";
    private static final String PROGRAM = "program";
    private static final String CLIENTS = "clients";
    private static final String POOLS = "pools";
    private static final String GRANULARITY = "discard-granularity";
    private static final String HELD = "trimmer-held";
    private static final String STEP = "step";
    private static final String LAST_LOOK = "last-look";
    private static final String CALL = "call";
    private static final String ANSWER = "answer";
    private static final String SEEN = "seen";
    private static final String BETWEEN_WHAT_AND_HOW = "\t";

    private TranscriptFormat() {}

    static void write(Transcript transcript, OutputStream out) throws IOException {
        try (Writer writer = new BufferedWriter(new OutputStreamWriter(compressing(out), UTF_8))) {
            line(writer, FORMAT, VERSION);
            line(writer, LIBRBD, transcript.head().librbd());
            line(writer, CEPH, transcript.head().ceph());
            line(writer, RECORDED, transcript.head().recorded().toString());
            line(writer, PROGRAMS, String.valueOf(transcript.recordings().size()));
            line(writer, OPERATIONS, String.valueOf(transcript.operations()));
            for (Recording recording : transcript.recordings()) {
                write(recording, writer);
            }
        }
    }

    private static OutputStream compressing(OutputStream out) throws IOException {
        return new GZIPOutputStream(out) {
            {
                def.setLevel(Deflater.BEST_COMPRESSION);
            }
        };
    }

    private static void write(Recording recording, Writer writer) throws IOException {
        Program program = recording.program();
        line(writer, PROGRAM, recording.name());
        line(writer, CLIENTS, String.valueOf(program.clients()));
        line(writer, POOLS, String.valueOf(program.pools()));
        line(writer, GRANULARITY, String.valueOf(program.discardGranularityInBytes()));
        line(writer, HELD, String.valueOf(program.trimmerHeld()));
        for (int i = 0; i < program.steps().size(); i++) {
            line(writer, STEP, OperationText.of(program.steps().get(i)));
            write(recording.steps().get(i), writer);
        }
        line(writer, LAST_LOOK, "");
        write(recording.steps().get(program.steps().size()), writer);
    }

    private static void write(WrittenStep step, Writer writer) throws IOException {
        line(writer, CALL, step.call());
        for (Map.Entry<String, String> part : step.answer().entrySet()) {
            if (part.getKey().equals(WrittenStep.ANSWER)) {
                line(writer, ANSWER, part.getValue());
            } else {
                line(writer, SEEN, part.getKey() + BETWEEN_WHAT_AND_HOW + part.getValue());
            }
        }
    }

    private static void line(Writer writer, String word, String rest) throws IOException {
        writer.write(word + " " + rest.replace("\\", "\\\\").replace("\n", "\\n") + "\n");
    }

    static Transcript read(InputStream in) throws IOException {
        try (Lines lines = new Lines(in)) {
            String version = lines.next(FORMAT);
            if (!version.equals(VERSION)) {
                throw new IOException("a transcript of format " + version + ", where " + VERSION + " is known");
            }
            TranscriptHead head =
                    new TranscriptHead(lines.next(LIBRBD), lines.next(CEPH), LocalDate.parse(lines.next(RECORDED)));
            int programs = Integer.parseInt(lines.next(PROGRAMS));
            long operations = Long.parseLong(lines.next(OPERATIONS));
            List<Recording> recordings = new ArrayList<>();
            while (lines.isNext(PROGRAM)) {
                recordings.add(readRecording(lines));
            }
            Transcript transcript = new Transcript(head, recordings);
            if (recordings.size() != programs || transcript.operations() != operations) {
                throw new IOException("a transcript of " + programs + " programs and " + operations
                        + " operations that holds " + recordings.size() + " and " + transcript.operations());
            }
            return transcript;
        }
    }

    private static Recording readRecording(Lines lines) throws IOException {
        String name = lines.next(PROGRAM);
        int clients = Integer.parseInt(lines.next(CLIENTS));
        int pools = Integer.parseInt(lines.next(POOLS));
        int granularity = Integer.parseInt(lines.next(GRANULARITY));
        boolean held = Boolean.parseBoolean(lines.next(HELD));
        List<Operation> operations = new ArrayList<>();
        List<WrittenStep> steps = new ArrayList<>();
        while (lines.isNext(STEP)) {
            operations.add(OperationText.parse(lines.next(STEP)));
            steps.add(readStep(lines));
        }
        lines.next(LAST_LOOK);
        steps.add(readStep(lines));
        return new Recording(name, new Program(clients, pools, granularity, held, operations), steps);
    }

    private static WrittenStep readStep(Lines lines) throws IOException {
        String call = lines.next(CALL);
        Map<String, String> answer = new LinkedHashMap<>();
        if (lines.isNext(ANSWER)) {
            answer.put(WrittenStep.ANSWER, lines.next(ANSWER));
        }
        while (lines.isNext(SEEN)) {
            String[] whatAndHow = lines.next(SEEN).split(BETWEEN_WHAT_AND_HOW, 2);
            answer.put(whatAndHow[0], whatAndHow[1]);
        }
        return new WrittenStep(call, answer);
    }

    /** The lines of a transcript, one of which is looked at in advance. */
    private static final class Lines implements AutoCloseable {
        private final BufferedReader reader;
        private String word = "";
        private String rest = "";

        Lines(InputStream in) throws IOException {
            reader = new BufferedReader(new InputStreamReader(new GZIPInputStream(in), UTF_8));
            advance();
        }

        boolean isNext(String expected) {
            return word.equals(expected);
        }

        String next(String expected) throws IOException {
            if (!isNext(expected)) {
                throw new IOException("a line of a transcript begins with " + word + " instead of " + expected);
            }
            String found = rest;
            advance();
            return found;
        }

        private void advance() throws IOException {
            String line = reader.readLine();
            if (line == null) {
                word = "";
                return;
            }
            int blank = line.indexOf(' ');
            word = line.substring(0, blank);
            rest = unescaped(line.substring(blank + 1));
        }

        private static String unescaped(String text) {
            if (text.indexOf('\\') < 0) {
                return text;
            }
            StringBuilder plain = new StringBuilder();
            for (int i = 0; i < text.length(); i++) {
                char c = text.charAt(i);
                plain.append(c != '\\' ? c : text.charAt(++i) == 'n' ? '\n' : text.charAt(i));
            }
            return plain.toString();
        }

        @Override
        public void close() throws IOException {
            reader.close();
        }
    }
}
