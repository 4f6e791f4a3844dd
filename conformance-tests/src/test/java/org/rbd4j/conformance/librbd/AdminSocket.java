package org.rbd4j.conformance.librbd;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;

/**
 * The socket at which a daemon of this machine answers questions about itself: what {@code ceph daemon} asks, without starting
 * a program for each question.
 *
 * @param path where it is
 */
record AdminSocket(Path path) {
    /** Sends a command, a JSON object, and returns its output: JSON, or a text that begins with ERROR. */
    String ask(String command) {
        try (SocketChannel channel = SocketChannel.open(UnixDomainSocketAddress.of(path))) {
            ByteBuffer sent = ByteBuffer.wrap((command + '\0').getBytes(UTF_8));
            while (sent.hasRemaining()) {
                channel.write(sent);
            }
            DataInputStream answer = new DataInputStream(Channels.newInputStream(channel));
            return new String(answer.readNBytes(answer.readInt()), UTF_8);
        } catch (IOException failure) {
            throw new UncheckedIOException("asking " + path + " for " + command, failure);
        }
    }
}
