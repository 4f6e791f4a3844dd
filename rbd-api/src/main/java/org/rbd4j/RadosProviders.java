package org.rbd4j;

import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.ServiceConfigurationError;
import java.util.ServiceLoader;
import org.rbd4j.internal.Quoted;

/** Picks the provider whose scheme a URI names; a provider that this JVM cannot load is passed over and named. */
final class RadosProviders {
    private RadosProviders() {}

    static Rados connect(ConnectionUri uri, Map<String, String> options) {
        for (Map.Entry<String, String> option : options.entrySet()) {
            if (option.getKey() == null) {
                throw new NullPointerException("connect " + uri + ": an option's name is null");
            }
            if (option.getValue() == null) {
                throw new NullPointerException(
                        "connect " + uri + ": the value of option " + option.getKey() + " is null");
            }
        }
        List<String> schemes = new ArrayList<>();
        List<String> unloadable = new ArrayList<>();
        Iterator<RadosProvider> providers =
                ServiceLoader.load(RadosProvider.class).iterator();
        while (true) {
            try {
                if (!providers.hasNext()) {
                    break;
                }
                RadosProvider provider = providers.next();
                if (provider.scheme().equals(uri.scheme())) {
                    return provider.connect(uri, Map.copyOf(options));
                }
                schemes.add(provider.scheme());
            } catch (LinkageError | ServiceConfigurationError error) {
                // The binding needs a newer JVM than the simulator: on an older one it must not take sim: down with it.
                unloadable.add(error.toString());
            } catch (IllegalArgumentException failure) {
                // ServiceLoader adds what fails when it closes to what failed before. On a full heap Java has but one
                // OutOfMemoryError to throw for both, which cannot be added to itself.
                if (failure.getCause() instanceof OutOfMemoryError full) {
                    throw full;
                }
                throw failure;
            }
        }
        throw new InvalidArgumentException(
                "connect " + Quoted.of(uri.toString()) + ": no provider for scheme '" + uri.scheme() + "'; found "
                        + schemes + (unloadable.isEmpty() ? "" : ", could not load " + unloadable));
    }
}
