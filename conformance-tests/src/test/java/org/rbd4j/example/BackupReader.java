package org.rbd4j.example;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UTFDataFormatException;
import java.util.Optional;
import java.util.zip.CRC32C;
import java.util.zip.CheckedInputStream;

/** Reads what a {@link BackupWriter} wrote, and acts on no part before its checksum is found right. */
final class BackupReader {
    /** The largest object of an image: no extent of a diff goes beyond its object. */
    private static final int LARGEST_EXTENT = 1 << 25;

    private final Backup backup;
    private final CRC32C checksum = new CRC32C();
    private final DataInputStream in;
    private final DataInputStream checked;
    private final long baseNumber;
    private final long sizeInBytes;

    BackupReader(Backup backup, InputStream in) throws IOException {
        this.backup = backup;
        this.in = new DataInputStream(new BufferedInputStream(in));
        checked = new DataInputStream(new CheckedInputStream(this.in, checksum));
        try {
            require(checked.readInt() == BackupWriter.MAGIC, "it does not begin as a backup does");
            Backup named = new Backup(checked.readUTF(), checked.readLong());
            baseNumber = checked.readLong();
            sizeInBytes = checked.readLong();
            endPart();
            require(named.equals(backup), "it is " + named);
        } catch (EOFException | UTFDataFormatException damaged) {
            throw unusable("its header is damaged");
        }
    }

    /** The backup on which this one builds; empty if it holds everything. */
    Optional<Backup> base() {
        return baseNumber == 0 ? Optional.empty() : Optional.of(new Backup(backup.volume(), baseNumber));
    }

    /** Makes a volume that holds the base what it was at this backup. */
    void applyTo(Attachment volume) throws IOException {
        volume.resize(sizeInBytes);
        try {
            for (byte kind = checked.readByte(); kind != BackupWriter.END; kind = checked.readByte()) {
                long offset = checked.readLong();
                int length = checked.readInt();
                require(length > 0 && length <= LARGEST_EXTENT, "an extent has " + length + " bytes");
                if (kind == BackupWriter.DATA) {
                    byte[] bytes = new byte[length];
                    checked.readFully(bytes);
                    endPart();
                    volume.write(offset, bytes);
                } else {
                    endPart();
                    volume.zero(offset, length);
                }
            }
            endPart();
            require(in.read() < 0, "something follows its end");
        } catch (EOFException cutOff) {
            throw unusable("its end is missing");
        }
    }

    private void endPart() throws IOException {
        int expected = (int) checksum.getValue();
        require(in.readInt() == expected, "a checksum is wrong");
    }

    private void require(boolean condition, String otherwise) throws UnusableBackupException {
        if (!condition) {
            throw unusable(otherwise);
        }
    }

    private UnusableBackupException unusable(String why) {
        return new UnusableBackupException("read " + backup + ": " + why);
    }
}
