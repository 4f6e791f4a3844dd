package org.rbd4j.conformance.wrong;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.rbd4j.conformance.ConformanceTarget;
import org.rbd4j.conformance.Contracts;

/**
 * A simulator with one wrong rule, in a class loader of its own, together with the tests that hold the simulator to the laws
 * and with rbd-sim's own: all of it shares nothing with the right one but the api and the contracts.
 */
final class WrongSimulator extends ClassLoader {
    private static final String TESTS = "org.rbd4j.conformance.sim.";
    private static final List<String> OWN = List.of("org.rbd4j.sim.", TESTS);

    /** Where rbd-sim's own tests are compiled to, beside this module's folder; they are on nobody's class path but rbd-sim's. */
    private static final Path UNIT_TESTS =
            Path.of(System.getProperty("basedir", "."), "..", "rbd-sim", "target", "test-classes");

    private final Map<String, byte[]> patched;

    /**
     * Loads a wrong simulator.
     *
     * @param patched the class files that differ from the right ones
     */
    WrongSimulator(Map<String, byte[]> patched) {
        super(WrongSimulator.class.getClassLoader());
        this.patched = patched;
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        if (OWN.stream().noneMatch(name::startsWith)) {
            return super.loadClass(name, resolve);
        }
        synchronized (getClassLoadingLock(name)) {
            Class<?> loaded = findLoadedClass(name);
            return loaded == null ? findClass(name) : loaded;
        }
    }

    @Override
    protected Class<?> findClass(String name) throws ClassNotFoundException {
        byte[] bytes = patched.containsKey(name) ? patched.get(name) : right(name);
        return defineClass(name, bytes, 0, bytes.length);
    }

    private byte[] right(String name) throws ClassNotFoundException {
        try (InputStream compiled = getResourceAsStream(name.replace('.', '/') + ".class")) {
            if (compiled == null) {
                throw new ClassNotFoundException(name);
            }
            return compiled.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    protected @Nullable URL findResource(String name) {
        Path file = UNIT_TESTS.resolve(name);
        try {
            return Files.exists(file) ? file.toUri().toURL() : null;
        } catch (MalformedURLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The class that holds this simulator to a contract. */
    Class<?> testOf(Class<?> contract) {
        return load(TESTS + "Sim" + Contracts.capabilityOf(contract) + "Test");
    }

    /** A new cluster of this simulator. */
    ConformanceTarget newTarget() {
        try {
            return (ConformanceTarget)
                    load(TESTS + "SimTarget").getDeclaredConstructor().newInstance();
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A class of this simulator's, or of the tests that it is held to. */
    Class<?> load(String name) {
        try {
            return loadClass(name);
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }
}
