package org.rbd4j.librbd;

import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.invoke.SwitchPoint;

/**
 * What stands for the functions of Ceph's libraries until the binding's first use is over: each answers with one number, and the library
 * is not called.
 *
 * <p>So every call of the interface can be made once where there is memory and stack for it. What Java links when a line runs for the
 * first time, a lambda's class among it, stays broken for the rest of the process's life where there was none.
 */
final class Rehearsal {
    private static final SwitchPoint BEFORE_THE_END = new SwitchPoint();
    private static final MethodHandle ANSWER = answerHandle();

    private static volatile int answer;

    private Rehearsal() {}

    /** Answers for a function until the rehearsal is over, and is nothing but the function from then on. */
    static MethodHandle insteadOf(MethodHandle function) {
        MethodType type = function.type();
        MethodHandle answering;
        if (type.returnType() == MemorySegment.class) {
            answering = MethodHandles.constant(MemorySegment.class, MemorySegment.NULL);
        } else {
            answering = ANSWER.asType(MethodType.methodType(type.returnType()));
        }
        return BEFORE_THE_END.guardWithTest(MethodHandles.dropArguments(answering, 0, type.parameterArray()), function);
    }

    /**
     * Has all functions answer with a number from now on.
     *
     * @param returned 0, or an errno with its sign turned
     */
    static void answerWith(int returned) {
        answer = returned;
    }

    /** From now on the libraries are called. */
    static void end() {
        SwitchPoint.invalidateAll(new SwitchPoint[] {BEFORE_THE_END});
    }

    private static int answer() {
        return answer;
    }

    private static MethodHandle answerHandle() {
        try {
            return MethodHandles.lookup().findStatic(Rehearsal.class, "answer", MethodType.methodType(int.class));
        } catch (ReflectiveOperationException impossible) {
            throw new LinkageError("answer", impossible);
        }
    }
}
