package org.rbd4j.conformance.failures;

import java.util.Map;
import java.util.function.Consumer;
import org.rbd4j.Pool;

/**
 * A call, and what stands in the pool before it.
 *
 * @param name the call in words, such as {@code resize shrink}
 * @param options the options of Ceph that clients connect with, by Ceph's names
 * @param preparation puts the images there that the call needs
 * @param call makes the call, with a client of its own; it may open and close a handle around it
 */
public record Scenario(String name, Map<String, String> options, Consumer<Pool> preparation, Consumer<Pool> call) {
    /**
     * Copies the options.
     *
     * @param name the call in words
     * @param options the options of Ceph that clients connect with
     * @param preparation puts the images there that the call needs
     * @param call makes the call
     */
    public Scenario {
        options = Map.copyOf(options);
    }

    @Override
    public String toString() {
        return name;
    }
}
