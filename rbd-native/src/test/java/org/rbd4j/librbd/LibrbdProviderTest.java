package org.rbd4j.librbd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Map;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.rbd4j.ConnectionUri;
import org.rbd4j.InvalidArgumentException;
import org.rbd4j.RadosProvider;

/** The provider is found by its scheme, and takes no parameter but the client's id. */
class LibrbdProviderTest {
    private final LibrbdProvider provider = new LibrbdProvider();

    @Test
    void isFoundByServiceLoader() {
        assertTrue(ServiceLoader.load(RadosProvider.class).stream()
                .anyMatch(candidate -> candidate.type() == LibrbdProvider.class));
        assertEquals("ceph", provider.scheme());
    }

    @Test
    void refusesUnknownParameter() {
        InvalidArgumentException exception = assertThrows(
                InvalidArgumentException.class,
                () -> provider.connect(ConnectionUri.parse("ceph:?id=admin&keyring=/k"), Map.of()));
        assertTrue(exception.getMessage().contains("'keyring'"), exception.getMessage());
    }
}
