package org.rbd4j.conformance.sim;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrowsExactly;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.rbd4j.ImageBusyException;
import org.rbd4j.ImageExistsException;
import org.rbd4j.conformance.ConformanceTarget;
import org.rbd4j.conformance.lockstep.Divergence;
import org.rbd4j.conformance.lockstep.Program;
import org.rbd4j.conformance.lockstep.Programs;
import org.rbd4j.conformance.lockstep.Recording;
import org.rbd4j.conformance.lockstep.Theme;
import org.rbd4j.conformance.lockstep.Transcript;
import org.rbd4j.conformance.lockstep.TranscriptHead;

/** The simulator answers as librbd did when the suite's transcript was recorded, and who does not is found. */
class TranscriptTest {
    private static final Transcript LIBRBD = Transcript.librbd();
    private static final int FEWEST_PROGRAMS = 500;
    private static final int FEWEST_OPERATIONS = 64_000;
    private static final int FEWEST_TRIMMED = 85;
    private static final int STEPS = 60;
    private static final TranscriptHead HEAD =
            new TranscriptHead("1.2.3", "ceph version 4", LocalDate.of(2026, 11, 27));

    @Test
    void theSimulatorAnswersAsLibrbdDid() {
        List<Divergence> divergences = LIBRBD.recordings().parallelStream()
                .flatMap(recording -> divergence(recording, new SimTarget()).stream())
                .toList();
        assertTrue(
                divergences.isEmpty(),
                () -> divergences.size() + " programs diverge:\n"
                        + divergences.stream()
                                .map(divergence ->
                                        divergence.getMessage().lines().limit(3))
                                .map(lines -> lines.collect(Collectors.joining("\n")))
                                .collect(Collectors.joining("\n"))
                        + "\n\n" + divergences.get(0).getMessage());
    }

    private static Optional<Divergence> divergence(Recording recording, ConformanceTarget target) {
        try {
            recording.walk(target);
            return Optional.empty();
        } catch (Divergence divergence) {
            return Optional.of(divergence);
        }
    }

    @Test
    void librbdWasAskedMuch() {
        assertEquals("1.16.0", LIBRBD.head().librbd());
        assertTrue(
                LIBRBD.head().ceph().startsWith("ceph version 16.2.15 "),
                LIBRBD.head().ceph());
        assertTrue(LIBRBD.recordings().size() >= FEWEST_PROGRAMS);
        assertTrue(LIBRBD.operations() >= FEWEST_OPERATIONS);
        assertTrue(LIBRBD.recordings().stream()
                        .filter(recording -> !recording.program().trimmerHeld())
                        .count()
                >= FEWEST_TRIMMED);
        List<String> names = LIBRBD.recordings().stream().map(Recording::name).toList();
        assertEquals(names.size(), new HashSet<>(names).size());
    }

    @Test
    void anOverlapThatIsOneByteShortIsFound() {
        Divergence divergence = firstDivergence(new WrongTarget(
                new SimTarget(), "overlap", answer -> answer instanceof Long bytes && bytes > 0 ? bytes - 1 : answer));
        List<String> lines = divergence.getMessage().lines().toList();
        assertTrue(lines.get(0).contains(" overlap"), divergence::getMessage);
        long expected = Long.parseLong(lines.get(1).replace("    expected: ", ""));
        assertEquals("    actual:   " + (expected - 1), lines.get(2));
        assertTrue(divergence.getMessage().contains("new Program("), divergence::getMessage);
    }

    @Test
    void aWrongErrorIsFound() {
        Divergence divergence = firstDivergence(new WrongTarget(
                new SimTarget(),
                "unprotect",
                answer -> answer instanceof ImageBusyException ? new ImageExistsException("instead of busy") : answer));
        List<String> lines = divergence.getMessage().lines().toList();
        assertTrue(lines.get(0).contains(".snapshots().unprotect("), divergence::getMessage);
        assertEquals("    expected: ! ImageBusyException 16", lines.get(1));
        assertEquals("    actual:   ! ImageExistsException 17", lines.get(2));
    }

    @Test
    void oneWrongByteIsFound() {
        Divergence divergence = firstDivergence(new WrongTarget(new SimTarget(), "read", answer -> {
            if (answer instanceof byte[] bytes && bytes.length > 0) {
                bytes[bytes.length - 1]++;
            }
            return answer;
        }));
        assertTrue(divergence.getMessage().contains(" content\n    expected: "), divergence::getMessage);
    }

    private static Divergence firstDivergence(ConformanceTarget wrong) {
        return assertThrowsExactly(Divergence.class, () -> LIBRBD.walk(wrong));
    }

    @Test
    void whatIsWrittenIsRead() throws IOException {
        List<Recording> recordings = new ArrayList<>();
        for (Theme theme : Theme.values()) {
            Program program = Programs.random(new Random(theme.ordinal()), STEPS, theme);
            recordings.add(Recording.of(theme + " of a test\\\n", program, new SimTarget()));
            recordings.add(Recording.of(theme + " trimmed", program.trimmed(), new SimTarget()));
        }
        byte[] written = written(new Transcript(HEAD, recordings));
        Transcript read = Transcript.read(new ByteArrayInputStream(written));
        assertEquals(HEAD, read.head());
        IntStream.range(0, recordings.size()).forEach(i -> {
            assertEquals(recordings.get(i).name(), read.recordings().get(i).name());
            assertEquals(recordings.get(i).program(), read.recordings().get(i).program());
        });
        assertArrayEquals(written, written(read));
        read.walk(new SimTarget());
    }

    /** A recording has an answer to each step; a program without steps is looked at once. */
    @Test
    void nothingButALookIsRecordedToo() throws IOException {
        Program program = new Program(1, 1, 4096, true, List.of());
        Transcript transcript = new Transcript(HEAD, List.of(Recording.of("no steps", program, new SimTarget())));
        assertEquals(1, transcript.operations());
        Transcript.read(new ByteArrayInputStream(written(transcript))).walk(new SimTarget());
    }

    @Test
    void aTranscriptOfAnotherFormatIsRefused() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream compressed = new GZIPOutputStream(out)) {
            compressed.write("rbd4j-transcript 0\n".getBytes(UTF_8));
        }
        IOException refusal = assertThrowsExactly(
                IOException.class, () -> Transcript.read(new ByteArrayInputStream(out.toByteArray())));
        assertTrue(refusal.getMessage().contains("format 0"), refusal::getMessage);
    }

    /** A step that a program lacks is no answer: half a transcript is refused. */
    @Test
    void aTranscriptThatWasCutOffIsRefused() throws IOException {
        Program program = Programs.random(new Random(1), STEPS);
        byte[] written = written(new Transcript(HEAD, List.of(Recording.of("whole", program, new SimTarget()))));
        byte[] half = Arrays.copyOf(written, written.length / 2);
        assertThrowsExactly(EOFException.class, () -> Transcript.read(new ByteArrayInputStream(half)));
    }

    private static byte[] written(Transcript transcript) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        transcript.write(out);
        return out.toByteArray();
    }
}
