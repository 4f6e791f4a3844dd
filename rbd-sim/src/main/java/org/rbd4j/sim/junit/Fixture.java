package org.rbd4j.sim.junit;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Parameter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.rbd4j.sim.SimCluster;

/** A static method that prepares clusters, and the test class that has it. */
record Fixture(Class<?> testClass, Method method) {
    /** The fixture of a class or, where it has none, of the class around it. */
    static Optional<Fixture> of(Class<?> testClass) {
        List<Method> methods = methodsOf(testClass);
        if (methods.isEmpty()) {
            return Optional.ofNullable(testClass.getEnclosingClass()).flatMap(Fixture::of);
        }
        if (methods.size() > 1) {
            throw new IllegalStateException(testClass.getName() + " has more than one @SimFixture: " + methods);
        }
        Method method = methods.get(0);
        if (!Modifier.isStatic(method.getModifiers())) {
            throw new IllegalStateException("@SimFixture must be static: " + method);
        }
        for (Parameter parameter : method.getParameters()) {
            if (!TestBed.gives(parameter)) {
                throw new IllegalStateException("@SimFixture cannot be given " + parameter + ": " + method);
            }
        }
        return Optional.of(new Fixture(testClass, method));
    }

    private static List<Method> methodsOf(Class<?> testClass) {
        List<Method> found = new ArrayList<>();
        for (Class<?> type = testClass; type != null; type = type.getSuperclass()) {
            Stream.of(type.getDeclaredMethods())
                    .filter(method -> method.isAnnotationPresent(SimFixture.class))
                    .forEach(found::add);
        }
        return found;
    }

    /** A cluster as the method leaves it. */
    SimCluster prepare(ClusterPlan plan) {
        SimCluster cluster = plan.build();
        TestBed bed = new TestBed(cluster);
        try {
            method.setAccessible(true);
            method.invoke(null, Stream.of(method.getParameters()).map(bed::give).toArray());
        } catch (InvocationTargetException failure) {
            ClusterTrace.addTo(failure.getCause(), cluster);
            throw new IllegalStateException("@SimFixture failed: " + method, failure.getCause());
        } catch (IllegalAccessException failure) {
            throw new IllegalStateException("@SimFixture cannot be called: " + method, failure);
        }
        bed.closeGiven();
        // What a failed test shows is its own calls.
        cluster.keepTrace(0);
        cluster.keepTrace(plan.trace());
        return cluster;
    }
}
