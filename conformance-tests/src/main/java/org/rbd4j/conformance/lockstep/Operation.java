package org.rbd4j.conformance.lockstep;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;

/**
 * One step of a {@link Program}: a record of whole numbers and booleans, whose simplest values are 0 and false.
 *
 * <p>Numbers refer to what exists when the step runs, newest first: {@code handle} 0 is the handle opened last. A reference is
 * taken modulo what there is, and picks among what the operation is meant for; from 60 on it picks among all, so that now and
 * then a read-only handle is written. Where nothing is there to refer to, the step is skipped; so is
 * what the hazards of librbd forbid.
 */
public sealed interface Operation
        permits DirectoryOperation,
                DataOperation,
                ChannelOperation,
                AsyncOperation,
                SnapshotOperation,
                MaintenanceOperation,
                LockOperation,
                Operation.Ask,
                Operation.Look {
    /**
     * Does it, and tells what came of it.
     *
     * @param world what exists by now
     * @return the call that was made and its result
     */
    Step run(World world);

    /**
     * Asks a handle about its image.
     *
     * @param handle which handle
     * @param question one of a few questions
     */
    record Ask(int handle, int question) implements Operation {
        @Override
        public Step run(World world) {
            Question asked = Question.values()[question % Question.values().length];
            return world.onHandle(
                    this,
                    any -> true,
                    handle,
                    (state, image) -> Step.of(state + " is asked " + asked, () -> asked.ask(image, world.masks)));
        }
    }

    /** Compares everything observable. */
    record Look() implements Operation {
        @Override
        public Step run(World world) {
            return Step.of("look", () -> Observation.of(world));
        }
    }

    /**
     * The expression that makes this step.
     *
     * @return Java source
     */
    default String toJava() {
        return "new " + getClass().getEnclosingClass().getSimpleName() + "."
                + getClass().getSimpleName()
                + OperationKinds.valuesOf(this).stream()
                        .map(String::valueOf)
                        .collect(Collectors.joining(", ", "(", ")"));
    }

    /**
     * This step with one of its values made simpler, in every way.
     *
     * @return the steps to try instead
     */
    default List<Operation> simpler() {
        List<Operation> simpler = new ArrayList<>();
        List<Object> values = OperationKinds.valuesOf(this);
        for (int i = 0; i < values.size(); i++) {
            for (Object value : simplerThan(values.get(i))) {
                List<Object> changed = new ArrayList<>(values);
                changed.set(i, value);
                simpler.add(OperationKinds.make(getClass(), changed));
            }
        }
        return simpler;
    }

    /**
     * How far its values are from the simplest.
     *
     * @return 0 if nothing is simpler
     */
    default long complexity() {
        long sum = 0;
        for (Object value : OperationKinds.valuesOf(this)) {
            sum += value instanceof Boolean truth ? (truth ? 1 : 0) : Math.abs((long) (Integer) value);
        }
        return sum;
    }

    private static List<Object> simplerThan(Object value) {
        if (value instanceof Boolean truth) {
            return truth ? List.of(false) : List.of();
        }
        int number = (Integer) value;
        return Arrays.asList(0, number / 2, number - Integer.signum(number)).stream()
                .distinct()
                .filter(candidate -> candidate != number)
                .map(Object.class::cast)
                .toList();
    }
}
