package org.rbd4j.conformance.librbd;

import java.lang.invoke.MethodHandle;
import java.lang.reflect.Array;
import java.util.Optional;
import org.rbd4j.Rados;

/** A program that ends with status 3, if nothing ends it before: one of C's exit handlers would abort it. */
final class UnclosedConnection {
    static final int STATUS = 3;

    private static final String FOREIGN = "java.lang.foreign.";

    private UnclosedConnection() {}

    /**
     * Runs it.
     *
     * @param arguments what to connect to, and whether to close the connection
     */
    public static void main(String... arguments) throws Throwable {
        Rados rados = Rados.connect(arguments[0]);
        abortAtExit();
        if (Boolean.parseBoolean(arguments[1])) {
            rados.close();
        }
        System.exit(STATUS);
    }

    /** Stands for what Ceph's own handlers do, but does it each time; by reflection, for this is compiled for Java 17. */
    private static void abortAtExit() throws Throwable {
        Class<?> linkers = Class.forName(FOREIGN + "Linker");
        Class<?> segments = Class.forName(FOREIGN + "MemorySegment");
        Class<?> descriptors = Class.forName(FOREIGN + "FunctionDescriptor");
        Class<?> layouts = Class.forName(FOREIGN + "MemoryLayout");
        Class<?> values = Class.forName(FOREIGN + "ValueLayout");
        Object linker = linkers.getMethod("nativeLinker").invoke(null);
        Object twoAddresses = Array.newInstance(layouts, 2);
        Array.set(twoAddresses, 0, values.getField("ADDRESS").get(null));
        Array.set(twoAddresses, 1, values.getField("ADDRESS").get(null));
        Object descriptor = descriptors
                .getMethod("of", layouts, twoAddresses.getClass())
                .invoke(null, values.getField("JAVA_INT").get(null), twoAddresses);
        Object noOptions = Array.newInstance(Class.forName(FOREIGN + "Linker$Option"), 0);
        MethodHandle onExit =
                (MethodHandle) linkers.getMethod("downcallHandle", segments, descriptors, noOptions.getClass())
                        .invoke(linker, found(linker, "on_exit"), descriptor, noOptions);
        Object returned = onExit.invokeWithArguments(
                found(linker, "abort"), segments.getField("NULL").get(null));
        if (!returned.equals(0)) {
            throw new IllegalStateException("on_exit answered " + returned);
        }
    }

    private static Object found(Object linker, String function) throws ReflectiveOperationException {
        Object lookup =
                Class.forName(FOREIGN + "Linker").getMethod("defaultLookup").invoke(linker);
        Optional<?> symbol = (Optional<?>) Class.forName(FOREIGN + "SymbolLookup")
                .getMethod("find", String.class)
                .invoke(lookup, function);
        return symbol.orElseThrow();
    }
}
