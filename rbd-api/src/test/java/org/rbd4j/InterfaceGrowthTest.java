package org.rbd4j;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertThrowsExactly;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Proxy;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The interfaces grow without breaking anybody who implemented their first release. */
class InterfaceGrowthTest {
    private static final Path CLASSES = Path.of("target", "classes", "org", "rbd4j");

    /** What a method of the first release gives and takes here; all else is null. */
    private static final Map<Class<?>, Object> VALUES = Map.of(
            int.class,
            0,
            long.class,
            0L,
            boolean.class,
            false,
            String.class,
            "text",
            byte[].class,
            new byte[0],
            ByteBuffer.class,
            ByteBuffer.allocate(0),
            CompletableFuture.class,
            CompletableFuture.completedFuture(0));

    static Stream<Class<?>> interfaces() throws IOException {
        try (Stream<Path> files = Files.list(CLASSES)) {
            return files
                    .map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".class") && !name.equals("package-info.class"))
                    .sorted()
                    .<Class<?>>map(name -> load(name.replace(".class", "")))
                    .filter(type -> type.isInterface() && Modifier.isPublic(type.getModifiers()))
                    .toList()
                    .stream();
        }
    }

    private static Class<?> load(String name) {
        try {
            return Class.forName("org.rbd4j." + name);
        } catch (ClassNotFoundException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void whatEverybodyHasToImplementIsWhatTheFirstReleaseAskedFor() throws IOException {
        String mandatory = interfaces()
                .flatMap(type -> Arrays.stream(type.getMethods())
                        .filter(method -> Modifier.isAbstract(method.getModifiers()))
                        .map(method -> signature(type, method))
                        .sorted())
                .collect(Collectors.joining("\n", "", "\n"));
        try (var recorded = getClass().getResourceAsStream("mandatory-methods.txt")) {
            assertEquals(new String(recorded.readAllBytes()), mandatory, "a method that is new is default");
        }
    }

    private static String signature(Class<?> type, Method method) {
        return name(type, method)
                + Arrays.stream(method.getParameterTypes())
                        .map(Class::getSimpleName)
                        .collect(Collectors.joining(", ", "(", ")"));
    }

    private static String name(Class<?> type, Method method) {
        return type.getSimpleName() + "." + method.getName();
    }

    /** Either by calling what the first release had, or by saying that it is not there, in its own name. */
    @ParameterizedTest
    @MethodSource("interfaces")
    void anImplementationOfTheFirstReleaseAnswersEveryMethod(Class<?> type) throws Throwable {
        Object old = ofTheFirstRelease(type);
        for (Method method : type.getMethods()) {
            if (method.isDefault()) {
                try {
                    Object answer = InvocationHandler.invokeDefault(old, method, arguments(method));
                    assertFalse(answer instanceof CompletableFuture<?> future && isRefused(type, method, future));
                } catch (FunctionNotSupportedException refused) {
                    assertNames(type, method, refused);
                }
            }
        }
    }

    private static boolean isRefused(Class<?> type, Method method, CompletableFuture<?> future) {
        if (future.isCompletedExceptionally()) {
            Throwable cause =
                    assertThrows(CompletionException.class, future::join).getCause();
            assertNames(type, method, (FunctionNotSupportedException) cause);
        }
        return false;
    }

    private static void assertNames(Class<?> type, Method method, FunctionNotSupportedException refused) {
        assertTrue(
                refused.getMessage().startsWith(name(type, method) + ": "),
                () -> name(type, method) + " calls itself: " + refused.getMessage());
    }

    private static Object ofTheFirstRelease(Class<?> type) {
        return Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (self, method, arguments) -> method.isDefault()
                        ? InvocationHandler.invokeDefault(self, method, arguments)
                        : VALUES.get(method.getReturnType()));
    }

    private static Object[] arguments(Method method) {
        return Arrays.stream(method.getParameterTypes()).map(VALUES::get).toArray();
    }

    @Test
    void whatCameLaterSaysSo() {
        Image old = (Image) ofTheFirstRelease(Image.class);
        for (Runnable call : List.<Runnable>of(old::async, old::createdAt)) {
            assertEquals(
                    Errno.ENOSYS,
                    assertThrowsExactly(FunctionNotSupportedException.class, call::run)
                            .errno());
        }
    }
}
