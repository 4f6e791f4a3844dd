package org.rbd4j.conformance.wrong;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.platform.commons.annotation.Testable;
import org.junit.platform.commons.support.AnnotationSupport;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.rbd4j.conformance.Contracts;

/**
 * One law: a test method of a contract.
 *
 * @param contract the class of laws
 * @param method the method
 */
record Law(Class<?> contract, Method method) implements Catcher {
    /** All laws, in the order of their names. */
    static List<Law> all() {
        return Contracts.all().stream()
                .flatMap(Law::of)
                .sorted(Comparator.comparing(Law::name))
                .toList();
    }

    private static Stream<Law> of(Class<?> contract) {
        return Arrays.stream(contract.getDeclaredMethods())
                .filter(method -> AnnotationSupport.isAnnotated(method, Testable.class))
                .map(method -> new Law(contract, method));
    }

    static Law named(String name) {
        return all().stream()
                .filter(law -> law.name().equals(name))
                .findFirst()
                .orElseThrow(() -> new AssertionError("there is no law " + name));
    }

    /** The contract's capability and the method, as {@code Clones.aSnapshotWithClonesStays}. */
    @Override
    public String name() {
        return Contracts.capabilityOf(contract) + "." + method.getName();
    }

    @Override
    public Optional<Throwable> brokenBy(WrongSimulator simulator) {
        return new TestRun("law " + name())
                .failureOf(DiscoverySelectors.selectMethod(simulator.testOf(contract), method));
    }
}
