package org.rbd4j.internal;

import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;

/**
 * Room on a thread's stack for all that a call does, so that the end of the stack comes before the call or not at all: half of a change
 * is worse than none, a lock that cannot be given back is worse still, and C that meets the end of a stack ends the process.
 *
 * <p>Java does not tell how much is left. But it does not let a thread into a method for whose local variables there is no room, be the
 * method compiled and the variables gone; and a class file may say of a method that it has many. This costs some nanoseconds.
 */
public final class StackRoom {
    /** Of eight bytes each. Lambdas that are called for the first time take most of it. */
    private static final int LOCALS = 16 * 1024;

    /** A call that is made very often feels it that each page of these is touched. */
    private static final int FEW_LOCALS = 2 * 1024;

    private static final int MAGIC = 0xCAFEBABE;
    private static final int JAVA_17 = 61;
    private static final int UTF8 = 1;
    private static final int CLASS = 7;
    private static final int METHOD = 10;
    private static final int NAME_AND_TYPE = 12;
    private static final int FINAL_SUPER_SYNTHETIC = 0x1030;
    private static final int STATIC = 8;
    private static final int ILOAD_0 = 0x1a;
    private static final int INVOKESTATIC = 0xb8;
    private static final int IRETURN = 0xac;

    /**
     * Of instructions that do nothing, before the others. HotSpot inlines no method of more than 325 bytes (FreqInlineSize). Inlined, the
     * variables would count for whatever calls this, such as the JDK's own CompletableFuture.complete, from then on and on every thread:
     * that which waits for a child process has no such stack.
     */
    private static final int BYTES_AGAINST_INLINING = 1000;

    /** More than are inlined: a method that calls none is let in anywhere. */
    private static final int CALLS = 2;

    private static final MethodHandle ENTER = enter(LOCALS);
    private static final MethodHandle ENTER_FOR_LITTLE = enter(FEW_LOCALS);

    private StackRoom() {}

    /** Ends in a {@link StackOverflowError} if there is too little for any call. */
    public static void require() {
        enter(ENTER);
    }

    /** Ends in a {@link StackOverflowError} if there is too little for a call that reads, or writes what is there already. */
    public static void requireLittle() {
        enter(ENTER_FOR_LITTLE);
    }

    private static void enter(MethodHandle method) {
        try {
            int ignored = (int) method.invokeExact(CALLS);
        } catch (RuntimeException | Error failure) {
            throw failure;
        } catch (Throwable impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static int callAgain(int calls) {
        return calls == 0 ? 0 : callAgain(calls - 1) + 1;
    }

    private static MethodHandle enter(int locals) {
        try {
            MethodHandles.Lookup frame = MethodHandles.lookup()
                    .defineHiddenClass(classFile(locals), true, MethodHandles.Lookup.ClassOption.NESTMATE);
            return frame.findStatic(frame.lookupClass(), "enter", MethodType.methodType(int.class, int.class));
        } catch (ReflectiveOperationException | IOException impossible) {
            throw new LinkageError("StackRoom", impossible);
        }
    }

    /** Of a class with one method of many local variables, which calls {@link #callAgain}. */
    private static byte[] classFile(int locals) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream file = new DataOutputStream(bytes);
        file.writeInt(MAGIC);
        file.writeInt(JAVA_17);
        String self = StackRoom.class.getName().replace('.', '/');
        String[] names = {self + "$Frame", "java/lang/Object", "enter", "(I)I", "Code", self, "callAgain"};
        file.writeShort(names.length + 6);
        for (String name : names) {
            file.writeByte(UTF8);
            file.writeUTF(name);
        }
        writeConstant(file, CLASS, 1);
        writeConstant(file, CLASS, 2);
        writeConstant(file, CLASS, 6);
        writeConstant(file, NAME_AND_TYPE, 7, 4);
        writeConstant(file, METHOD, 10, 11);
        writeShorts(file, FINAL_SUPER_SYNTHETIC, 8, 9, 0, 0, 1);
        byte[] calling = {ILOAD_0, (byte) INVOKESTATIC, 0, 12, (byte) IRETURN};
        byte[] code = new byte[BYTES_AGAINST_INLINING + calling.length];
        System.arraycopy(calling, 0, code, BYTES_AGAINST_INLINING, calling.length);
        writeShorts(file, STATIC, 3, 4, 1, 5);
        file.writeInt(12 + code.length);
        writeShorts(file, 1, locals);
        file.writeInt(code.length);
        file.write(code);
        writeShorts(file, 0, 0, 0);
        return bytes.toByteArray();
    }

    private static void writeConstant(DataOutputStream file, int tag, int... indices) throws IOException {
        file.writeByte(tag);
        writeShorts(file, indices);
    }

    private static void writeShorts(DataOutputStream file, int... values) throws IOException {
        for (int value : values) {
            file.writeShort(value);
        }
    }
}
