package org.rbd4j.conformance.librbd;

import static org.junit.jupiter.api.Assertions.assertThrowsExactly;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.rbd4j.ConfigurationNotFoundException;
import org.rbd4j.InvalidArgumentException;
import org.rbd4j.Rados;
import org.rbd4j.RbdException;
import org.rbd4j.RbdTimeoutException;

/** A cluster that cannot be reached ends the attempt to connect, and in time. */
@OnLibrbd
class UnreachableClusterTest {
    @TempDir
    Path folder;

    @Test
    void aMonitorThatDoesNotAnswer() {
        assertRefused(RbdTimeoutException.class, "mon_host = v1:127.0.0.1:1");
    }

    @Test
    void aHostThatCannotBeResolved() {
        assertRefused(InvalidArgumentException.class, "mon_host = no-such-host.invalid");
    }

    @Test
    void noMonitorNamed() {
        assertRefused(ConfigurationNotFoundException.class, "");
    }

    @Test
    void noConfiguration() {
        assertThrowsExactly(
                ConfigurationNotFoundException.class, () -> Rados.connect("ceph:" + folder.resolve("none")));
    }

    private void assertRefused(Class<? extends RbdException> type, String line) {
        String conf = "[global]\nauth_client_required = none\nlog_file = /dev/null\n" + line + "\n";
        try {
            Path file = Files.writeString(folder.resolve("ceph.conf"), conf);
            assertThrowsExactly(type, () -> Rados.connect("ceph:" + file, Map.of("client_mount_timeout", "1")));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
