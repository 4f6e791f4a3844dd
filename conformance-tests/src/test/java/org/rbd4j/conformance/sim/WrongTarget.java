package org.rbd4j.conformance.sim;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Arrays;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.rbd4j.Image;
import org.rbd4j.Pool;
import org.rbd4j.Rados;
import org.rbd4j.Snapshots;
import org.rbd4j.conformance.ConformanceTarget;

/** A target that is right but for one method, whose every answer goes through a function; what fails answers its exception. */
final class WrongTarget implements ConformanceTarget {
    private static final List<Class<?>> WRAPPED = List.of(Rados.class, Pool.class, Image.class, Snapshots.class);

    private final ConformanceTarget right;
    private final String method;
    private final UnaryOperator<Object> lie;
    private final Map<Object, Object> insides = new IdentityHashMap<>();

    WrongTarget(ConformanceTarget right, String method, UnaryOperator<Object> lie) {
        this.right = right;
        this.method = method;
        this.lie = lie;
    }

    @Override
    public Rados connect(Map<String, String> options) {
        return (Rados) wrap(right.connect(options));
    }

    @Override
    public void setNoSnapTrim(boolean held) {
        right.setNoSnapTrim(held);
    }

    @Override
    public void awaitSnapTrim() {
        right.awaitSnapTrim();
    }

    private Object wrap(Object inside) {
        return WRAPPED.stream()
                .filter(type -> type.isInstance(inside))
                .findFirst()
                .map(type -> wrap(inside, type))
                .orElse(inside);
    }

    private Object wrap(Object inside, Class<?> type) {
        Object outside = Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (self, called, given) -> {
            Object[] arguments = given == null
                    ? new Object[0]
                    : Arrays.stream(given)
                            .map(argument -> insides.getOrDefault(argument, argument))
                            .toArray();
            Object answer;
            try {
                answer = called.invoke(inside, arguments);
            } catch (InvocationTargetException failure) {
                answer = failure.getCause();
            }
            Object told = called.getName().equals(method) ? lie.apply(answer) : answer;
            if (told instanceof RuntimeException failure) {
                throw failure;
            }
            return wrap(told);
        });
        insides.put(outside, inside);
        return outside;
    }
}
