package org.rbd4j.readme;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CompletableFuture;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.rbd4j.Image;
import org.rbd4j.sim.junit.RbdSimTest;

@RbdSimTest
class StreamsTest {
    @Test
    void librariesThatTakeStreamsWorkOnImages(Image image) throws IOException {
        byte[] log = "all is well\n".repeat(1000).getBytes(StandardCharsets.UTF_8);
        try (GZIPOutputStream out = new GZIPOutputStream(Channels.newOutputStream(image.channel()))) {
            out.write(log);
        }
        try (InputStream in = new GZIPInputStream(Channels.newInputStream(image.channel()))) {
            assertArrayEquals(log, in.readNBytes(log.length));
        }
    }

    @Test
    void requestsAreInFlightTogether(Image image) {
        CompletableFuture<Void> first = image.async().write(0, new byte[] {1});
        CompletableFuture<Void> second = image.async().write(4 << 20, new byte[] {2});
        CompletableFuture.allOf(first, second)
                .thenCompose(done -> image.async().flush())
                .join();
        assertEquals(2, image.async().read(4 << 20, 1).join()[0]);
    }
}
