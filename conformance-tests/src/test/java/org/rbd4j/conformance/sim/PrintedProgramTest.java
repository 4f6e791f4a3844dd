package org.rbd4j.conformance.sim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrowsExactly;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Map;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.rbd4j.Rados;
import org.rbd4j.conformance.ConformanceTarget;
import org.rbd4j.conformance.lockstep.Divergence;
import org.rbd4j.conformance.lockstep.Lockstep;
import org.rbd4j.conformance.lockstep.Programs;
import org.rbd4j.conformance.wrong.InMemoryCompiler;

/** What a divergence prints is a test that compiles as it stands, and fails as the program did. */
class PrintedProgramTest {
    private static final int MOST_PROGRAMS = 200;
    private static final String NAME = "org.rbd4j.conformance.sim.DivergingProgramTest";

    @Test
    void aDivergenceIsATestThatFailsInTheSameWay() throws IOException, ReflectiveOperationException {
        Divergence divergence = firstDivergence();
        String source =
                divergence.getMessage().substring(divergence.getMessage().indexOf("package "));
        assertEquals(divergence.getMessage(), failureOf(compiled(source)).getMessage());
    }

    private static Divergence firstDivergence() {
        Lockstep lockstep = new Lockstep(new SimTarget(), new ShortOverlap());
        return assertThrowsExactly(
                Divergence.class,
                () -> LongStream.range(0, MOST_PROGRAMS)
                        .mapToObj(Programs::ofSeed)
                        .forEach(lockstep::compare));
    }

    private static Class<?> compiled(String source) throws IOException, ClassNotFoundException {
        try (InMemoryCompiler compiler =
                new InMemoryCompiler(Lockstep.class, PrintedProgramTest.class, Rados.class, Test.class)) {
            byte[] compiled = compiler.compile(NAME, source).get(NAME);
            return new ClassLoader(PrintedProgramTest.class.getClassLoader()) {
                @Override
                protected Class<?> findClass(String name) {
                    return defineClass(name, compiled, 0, compiled.length);
                }
            }.loadClass(NAME);
        }
    }

    private static Divergence failureOf(Class<?> test) throws ReflectiveOperationException {
        Method only = test.getDeclaredMethods()[0];
        assertTrue(only.isAnnotationPresent(Test.class));
        only.setAccessible(true);
        Constructor<?> constructor = test.getDeclaredConstructor();
        constructor.setAccessible(true);
        Object instance = constructor.newInstance();
        Throwable failure = assertThrowsExactly(InvocationTargetException.class, () -> only.invoke(instance))
                .getCause();
        return assertThrowsExactly(Divergence.class, () -> {
            throw failure;
        });
    }

    /** Tells an overlap that is one byte short. */
    public static final class ShortOverlap implements ConformanceTarget {
        private final ConformanceTarget inside = new WrongTarget(
                new SimTarget(), "overlap", answer -> answer instanceof Long bytes && bytes > 0 ? bytes - 1 : answer);

        @Override
        public Rados connect(Map<String, String> options) {
            return inside.connect(options);
        }

        @Override
        public void setNoSnapTrim(boolean held) {
            inside.setNoSnapTrim(held);
        }
    }
}
