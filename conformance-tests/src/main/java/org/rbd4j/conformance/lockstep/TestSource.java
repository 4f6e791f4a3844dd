package org.rbd4j.conformance.lockstep;

import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.rbd4j.conformance.ConformanceTarget;

/** A program that diverges as the source file of a test, which compiles as it stands in the believed target's package. */
final class TestSource {
    private TestSource() {}

    static String of(Program program, ConformanceTarget expected, ConformanceTarget actual) {
        return """
                package %s;

                import java.util.List;
                import org.junit.jupiter.api.Test;
                %s

                class DivergingProgramTest {
                    @Test
                    void bothAnswerTheSame() {
                        Program program = %s;
                        new Lockstep(%s, %s).compare(program);
                    }
                }
                """.formatted(
                        expected.getClass().getPackageName(),
                        imports(program),
                        program.toJava(),
                        expected.toJava(),
                        actual.toJava());
    }

    private static String imports(Program program) {
        Stream<Class<?>> steps =
                program.steps().stream().map(step -> step.getClass().getEnclosingClass());
        return Stream.concat(Stream.of(Lockstep.class, Program.class), steps)
                .map(type -> "import " + type.getName() + ";")
                .distinct()
                .sorted()
                .collect(Collectors.joining("\n"));
    }
}
