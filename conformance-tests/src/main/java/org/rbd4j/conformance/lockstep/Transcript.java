package org.rbd4j.conformance.lockstep;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.List;
import org.rbd4j.conformance.ConformanceTarget;

/**
 * What an implementation answered to many fixed programs, recorded once: so another one is compared with it where the first
 * cannot run.
 *
 * @param head where the answers are from
 * @param recordings the programs with their answers
 */
public record Transcript(TranscriptHead head, List<Recording> recordings) {
    /** The resource of librbd's answers. */
    private static final String LIBRBD = "librbd.transcript.gz";

    /**
     * Copies the recordings.
     *
     * @param head where the answers are from
     * @param recordings the programs with their answers
     */
    public Transcript {
        recordings = List.copyOf(recordings);
    }

    /**
     * What librbd answered on a real cluster.
     *
     * @return the transcript that comes with the suite
     */
    public static Transcript librbd() {
        try (InputStream resource = Transcript.class.getResourceAsStream(LIBRBD)) {
            if (resource == null) {
                throw new IllegalStateException("the suite lacks its resource " + LIBRBD);
            }
            return read(resource);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Reads a transcript.
     *
     * @param in what {@link #write} wrote
     * @return the transcript
     * @throws IOException if it cannot be read, or is none, or has a format that this version does not know
     */
    public static Transcript read(InputStream in) throws IOException {
        return TranscriptFormat.read(in);
    }

    /**
     * Writes the transcript, compressed; the same transcript always becomes the same bytes.
     *
     * @param out where to
     * @throws IOException if it cannot be written
     */
    public void write(OutputStream out) throws IOException {
        TranscriptFormat.write(this, out);
    }

    /**
     * Walks a target along the whole transcript, program after program. Who has several clusters may walk the
     * {@link #recordings()} one by one, on several threads.
     *
     * @param target the target that is compared
     * @throws Divergence at the first difference
     */
    public void walk(ConformanceTarget target) {
        recordings.forEach(recording -> recording.walk(target));
    }

    /**
     * How many operations were answered, skipped ones not counted.
     *
     * @return the count
     */
    public long operations() {
        return recordings.stream().mapToLong(Recording::operations).sum();
    }
}
