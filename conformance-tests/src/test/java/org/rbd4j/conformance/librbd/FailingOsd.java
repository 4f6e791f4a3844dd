package org.rbd4j.conformance.librbd;

import java.io.BufferedInputStream;
import java.io.DataInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.Consumer;

/**
 * Stands between clients and an OSD, and lets one request of a client fail: the OSD does not carry it out, and the client gets the
 * errno that was asked for.
 *
 * <p>It speaks Ceph's first messenger protocol ({@code msgr/v1}) without authentication and without checksums: the cluster runs
 * with {@code ms_crc_data} and {@code ms_crc_header} switched off. Clients come here because their connections are led astray, see
 * {@code bin/record-failures}. A client that connects while a {@link FailingClient} is set is that one; all others pass.
 */
final class FailingOsd implements AutoCloseable {
    private static final int BANNER = "ceph v027".getBytes(StandardCharsets.US_ASCII).length;
    private static final int ADDRESS = 136;
    private static final int NONCE = BANNER + 4;
    private static final int CONNECT = 33;
    private static final int CONNECT_AUTHORIZER = 28;
    private static final int REPLY = 26;
    private static final int REPLY_AUTHORIZER = 21;
    private static final int READY = 1;
    private static final int SEQUENCE = 13;
    private static final int MESSAGE = 7;
    private static final int HEADER = 53;
    private static final int FOOTER = 21;
    private static final int EIGHT_BYTES_FOLLOW = 8;
    private static final byte[] TAGS_WITH_EIGHT_BYTES = {8, 14, 15};
    private static final int TYPE_OF_REQUESTS = 42;
    private static final int TYPE_OF_REPLIES = 43;

    private final ServerSocket server;
    private final int osdPort;
    private volatile Optional<FailingClient> client = Optional.empty();

    FailingOsd(int osdPort) {
        this.osdPort = osdPort;
        try {
            server = new ServerSocket(0, 0, InetAddress.getLoopbackAddress());
        } catch (IOException failure) {
            throw new UncheckedIOException("listening on the loopback address", failure);
        }
        start("accepts", this::accept);
    }

    int port() {
        return server.getLocalPort();
    }

    /** Clients that connect from now on are this one. */
    void set(FailingClient next) {
        client = Optional.of(next);
    }

    /** Clients that connect from now on pass. */
    void passAll() {
        client = Optional.empty();
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private void accept() throws IOException {
        while (true) {
            Socket fromClient = server.accept();
            start("greets", () -> greet(fromClient));
        }
    }

    private void greet(Socket fromClient) throws IOException {
        try (fromClient;
                Socket toOsd = new Socket(InetAddress.getLoopbackAddress(), osdPort)) {
            fromClient.setTcpNoDelay(true);
            toOsd.setTcpNoDelay(true);
            Side ofClient = new Side(fromClient);
            Side ofOsd = new Side(toOsd);
            ofClient.send(ofOsd.receive(BANNER + 2 * ADDRESS));
            byte[] greeting = ofClient.receive(BANNER + ADDRESS);
            ofOsd.send(greeting);
            byte tag;
            do {
                byte[] connect = ofClient.receive(CONNECT);
                ofOsd.send(connect);
                ofOsd.send(ofClient.receive(littleEndian(connect).getInt(CONNECT_AUTHORIZER)));
                byte[] reply = ofOsd.receive(REPLY);
                ofClient.send(reply);
                ofClient.send(ofOsd.receive(littleEndian(reply).getInt(REPLY_AUTHORIZER)));
                tag = reply[0];
            } while (tag != READY && tag != SEQUENCE);
            if (tag == SEQUENCE) {
                ofClient.send(ofOsd.receive(EIGHT_BYTES_FOLLOW));
                ofOsd.send(ofClient.receive(EIGHT_BYTES_FOLLOW));
            }
            long nonce = Integer.toUnsignedLong(littleEndian(greeting).getInt(NONCE));
            Optional<FailingClient> met = client;
            Consumer<Message> requests =
                    message -> met.ifPresent(failing -> failing.request(message, "127.0.0.1:0/" + nonce));
            Consumer<Message> replies = message -> met.ifPresent(failing -> failing.reply(message));
            start("requests", () -> {
                try (fromClient;
                        toOsd) {
                    pass(ofClient, ofOsd, TYPE_OF_REQUESTS, requests);
                }
            });
            pass(ofOsd, ofClient, TYPE_OF_REPLIES, replies);
        }
    }

    private static void pass(Side from, Side to, int type, Consumer<Message> look) throws IOException {
        while (true) {
            byte[] tag = from.receive(1);
            if (tag[0] == MESSAGE) {
                byte[] header = from.receive(HEADER);
                ByteBuffer fields = littleEndian(header);
                byte[] front = from.receive(fields.getInt(22));
                byte[] middle = from.receive(fields.getInt(26));
                byte[] data = from.receive(fields.getInt(30));
                byte[] footer = from.receive(FOOTER);
                if (fields.getShort(16) == type) {
                    look.accept(new Message(fields.getLong(8), front, data));
                }
                to.send(tag, header, front, middle, data, footer);
            } else if (Arrays.binarySearch(TAGS_WITH_EIGHT_BYTES, tag[0]) >= 0) {
                to.send(tag, from.receive(EIGHT_BYTES_FOLLOW));
            } else {
                to.send(tag);
            }
        }
    }

    static ByteBuffer littleEndian(byte[] bytes) {
        return ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN);
    }

    private static void start(String what, Task task) {
        Thread thread = new Thread(
                () -> {
                    try {
                        task.run();
                    } catch (EOFException | java.net.SocketException closed) {
                        // One of the two has gone.
                    } catch (IOException failure) {
                        throw new UncheckedIOException(failure);
                    }
                },
                "failing OSD " + what);
        thread.setDaemon(true);
        thread.start();
    }

    /**
     * A message that may be changed on its way.
     *
     * @param transaction the client's number of the request, which the reply has, too
     * @param front the fixed part, which may be changed in place
     * @param data the data
     */
    record Message(long transaction, byte[] front, byte[] data) {}

    private interface Task {
        void run() throws IOException;
    }

    /** One end of the road. */
    private static final class Side {
        private final DataInputStream in;
        private final OutputStream out;

        Side(Socket socket) throws IOException {
            in = new DataInputStream(new BufferedInputStream(socket.getInputStream()));
            out = socket.getOutputStream();
        }

        byte[] receive(int length) throws IOException {
            byte[] bytes = new byte[length];
            in.readFully(bytes);
            return bytes;
        }

        void send(byte[]... parts) throws IOException {
            int length = Arrays.stream(parts).mapToInt(part -> part.length).sum();
            ByteBuffer all = ByteBuffer.allocate(length);
            for (byte[] part : parts) {
                all.put(part);
            }
            out.write(all.array());
        }
    }
}
