package org.rbd4j.librbd;

import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.invoke.SwitchPoint;
import java.util.Set;

/**
 * What stands for the functions of Ceph's libraries until the binding's first use is over: each answers with a number, and the library
 * is not called.
 *
 * <p>So every call of the interface can be made once where there is memory and stack for it. What Java links when a line runs for the
 * first time, a lambda's class among it, stays broken for the rest of the process's life where there was none.
 */
final class Rehearsal {
    private static final SwitchPoint BEFORE_THE_END = new SwitchPoint();
    private static final MethodHandle ANSWER = answer("answer");
    private static final MethodHandle ANSWER_OF_STEPS = answer("answerOfSteps");

    /** What calls ask or make before they do what they are for. */
    private static final Set<String> STEPS = Set.of(
            "rbd_get_block_name_prefix",
            "rbd_get_features",
            "rbd_get_size",
            "rbd_snap_list",
            "rbd_watchers_list",
            "rbd_aio_create_completion",
            "rbd_set_image_notification");

    private static volatile int answer;
    private static volatile int answerOfSteps;

    private Rehearsal() {}

    /** Answers for a function until the rehearsal is over, and is nothing but the function from then on. */
    static MethodHandle insteadOf(String name, MethodHandle function) {
        MethodType type = function.type();
        MethodHandle answering;
        if (type.returnType() == MemorySegment.class) {
            answering = MethodHandles.constant(MemorySegment.class, MemorySegment.NULL);
        } else {
            answering =
                    (STEPS.contains(name) ? ANSWER_OF_STEPS : ANSWER).asType(MethodType.methodType(type.returnType()));
        }
        return BEFORE_THE_END.guardWithTest(MethodHandles.dropArguments(answering, 0, type.parameterArray()), function);
    }

    /** Has all functions answer with a number, which is 0 or an errno with its sign turned, from now on. */
    static void answerWith(int returned) {
        answerWith(returned, returned);
    }

    /** As the other one, but for steps on the way, which are answered otherwise. */
    static void answerWith(int returned, int returnedOfSteps) {
        answer = returned;
        answerOfSteps = returnedOfSteps;
    }

    /** From now on the libraries are called. */
    static void end() {
        SwitchPoint.invalidateAll(new SwitchPoint[] {BEFORE_THE_END});
    }

    private static int answer() {
        return answer;
    }

    private static int answerOfSteps() {
        return answerOfSteps;
    }

    private static MethodHandle answer(String method) {
        try {
            return MethodHandles.lookup().findStatic(Rehearsal.class, method, MethodType.methodType(int.class));
        } catch (ReflectiveOperationException impossible) {
            throw new LinkageError(method, impossible);
        }
    }
}
