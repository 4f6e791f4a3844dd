package org.rbd4j.conformance.lockstep;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * A step as one line of text: its kind and its values, as in {@code Write 0 3 17 512 42 false}. A line may lack the last values,
 * which a kind of step has gained since the line was written: they are 0 or false.
 */
final class OperationText {
    private OperationText() {}

    static String of(Operation operation) {
        return Stream.concat(
                        Stream.of(operation.getClass().getSimpleName()),
                        OperationKinds.valuesOf(operation).stream().map(String::valueOf))
                .collect(Collectors.joining(" "));
    }

    static Operation parse(String line) {
        List<String> words = Arrays.asList(line.split(" "));
        Class<?> kind = OperationKinds.named(words.get(0));
        List<Class<?>> types = OperationKinds.typesOfValues(kind);
        if (words.size() > types.size() + 1) {
            throw new IllegalArgumentException("a step with more values than its kind has: " + line);
        }
        List<Object> values = new ArrayList<>();
        for (int i = 0; i < types.size(); i++) {
            String word = i + 1 < words.size() ? words.get(i + 1) : "";
            values.add(types.get(i) == boolean.class ? (Object) word.equals("true") : (Object) number(word));
        }
        return OperationKinds.make(kind, values);
    }

    private static int number(String word) {
        return word.isEmpty() ? 0 : Integer.parseInt(word);
    }
}
