package org.rbd4j.librbd;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandles;

/** A function pointer through which C calls a static Java method; never freed, for a call that outlived its deadline may still use it. */
final class Upcall {
    private Upcall() {}

    /**
     * Makes the pointer.
     *
     * @param lookup what may see the method, of the class that has it
     * @param method the method's name; an exception that it let through would end the JVM
     */
    @SuppressWarnings("restricted")
    static MemorySegment to(MethodHandles.Lookup lookup, String method, FunctionDescriptor descriptor) {
        try {
            return Linker.nativeLinker()
                    .upcallStub(
                            lookup.findStatic(lookup.lookupClass(), method, descriptor.toMethodType()),
                            descriptor,
                            Arena.global());
        } catch (ReflectiveOperationException impossible) {
            throw new LinkageError(method, impossible);
        }
    }
}
