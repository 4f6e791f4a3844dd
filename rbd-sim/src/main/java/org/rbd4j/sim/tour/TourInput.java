package org.rbd4j.sim.tour;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;
import org.rbd4j.Image;

/** The tour's file: its chunks, and the checksums that its versions must have, computed from the file itself. */
final class TourInput {
    static final int CHUNK = 4 << 20;

    private final Path file;
    private final long size;

    TourInput(Path file) {
        this.file = file;
        try {
            this.size = Files.size(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Takes one chunk of a file or an image. */
    interface ChunkVisitor {
        void visit(long offset, byte[] chunk, int length);
    }

    Path file() {
        return file;
    }

    long size() {
        return size;
    }

    void forEachChunk(ChunkVisitor visitor) {
        try (InputStream in = Files.newInputStream(file)) {
            byte[] chunk = new byte[CHUNK];
            long offset = 0;
            for (int length = in.readNBytes(chunk, 0, CHUNK); length > 0; length = in.readNBytes(chunk, 0, CHUNK)) {
                visitor.visit(offset, chunk, length);
                offset += length;
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What the file's checksum would be with some bytes replaced. */
    String checksumWith(List<Edit> edits) {
        MessageDigest digest = sha256();
        forEachChunk((offset, chunk, length) -> {
            edits.forEach(edit -> edit.applyTo(chunk, length, offset));
            digest.update(chunk, 0, length);
        });
        return HexFormat.of().formatHex(digest.digest());
    }

    /** The checksum of what an image's handle has selected. */
    static String checksumOf(Image image, ProgressBar progress) {
        MessageDigest digest = sha256();
        long size = image.size();
        for (long offset = 0; offset < size; offset += CHUNK) {
            digest.update(image.read(offset, (int) Math.min(CHUNK, size - offset)));
            progress.show(offset);
        }
        progress.clear();
        return HexFormat.of().formatHex(digest.digest());
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
