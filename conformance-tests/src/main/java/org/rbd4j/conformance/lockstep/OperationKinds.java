package org.rbd4j.conformance.lockstep;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** The kinds of steps, each a record of whole numbers and booleans with a simple name of its own. */
final class OperationKinds {
    static final List<Class<?>> ALL = kinds(Operation.class).toList();

    private OperationKinds() {}

    private static Stream<Class<?>> kinds(Class<?> type) {
        return type.isSealed()
                ? Arrays.stream(type.getPermittedSubclasses()).flatMap(OperationKinds::kinds)
                : Stream.of(type);
    }

    static Class<?> named(String simpleName) {
        return ALL.stream()
                .filter(kind -> kind.getSimpleName().equals(simpleName))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("there is no kind of step named " + simpleName));
    }

    static List<Class<?>> typesOfValues(Class<?> kind) {
        return Arrays.stream(kind.getRecordComponents())
                .<Class<?>>map(RecordComponent::getType)
                .toList();
    }

    static List<Object> valuesOf(Operation operation) {
        List<Object> values = new ArrayList<>();
        for (RecordComponent component : operation.getClass().getRecordComponents()) {
            try {
                values.add(component.getAccessor().invoke(operation));
            } catch (ReflectiveOperationException impossible) {
                throw new AssertionError(impossible);
            }
        }
        return values;
    }

    static Operation make(Class<?> kind, List<Object> values) {
        Class<?>[] types = typesOfValues(kind).toArray(Class<?>[]::new);
        try {
            return (Operation) kind.getDeclaredConstructor(types).newInstance(values.toArray());
        } catch (ReflectiveOperationException impossible) {
            throw new AssertionError(impossible);
        }
    }
}
