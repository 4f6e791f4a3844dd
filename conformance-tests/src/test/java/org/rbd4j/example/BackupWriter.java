package org.rbd4j.example;

import java.io.BufferedOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;
import java.util.zip.CRC32C;
import java.util.zip.CheckedOutputStream;

/**
 * Writes a backup part by part: the header, each extent, the end. After each part comes the checksum of all parts so far, so
 * that a reader acts on nothing that is damaged, missing or out of its place.
 */
final class BackupWriter {
    static final int MAGIC = 0x564F4C31;
    static final byte DATA = 1;
    static final byte ZEROES = 2;
    static final byte END = 3;

    private final CRC32C checksum = new CRC32C();
    private final DataOutputStream out;
    private final DataOutputStream checked;

    BackupWriter(OutputStream out, Backup backup, Optional<Backup> base, long sizeInBytes) throws IOException {
        this.out = new DataOutputStream(new BufferedOutputStream(out));
        checked = new DataOutputStream(new CheckedOutputStream(this.out, checksum));
        checked.writeInt(MAGIC);
        checked.writeUTF(backup.volume());
        checked.writeLong(backup.number());
        checked.writeLong(base.map(Backup::number).orElse(0L));
        checked.writeLong(sizeInBytes);
        endPart();
    }

    void data(long offset, byte[] bytes) throws IOException {
        extent(DATA, offset, bytes.length);
        checked.write(bytes);
        endPart();
    }

    void zeroes(long offset, int length) throws IOException {
        extent(ZEROES, offset, length);
        endPart();
    }

    void end() throws IOException {
        checked.writeByte(END);
        endPart();
        out.flush();
    }

    private void extent(byte kind, long offset, int length) throws IOException {
        checked.writeByte(kind);
        checked.writeLong(offset);
        checked.writeInt(length);
    }

    private void endPart() throws IOException {
        out.writeInt((int) checksum.getValue());
    }
}
