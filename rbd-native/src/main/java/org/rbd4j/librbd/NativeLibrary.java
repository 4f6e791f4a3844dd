package org.rbd4j.librbd;

import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.foreign.MemoryLayout;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.SymbolLookup;
import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.rbd4j.FunctionNotSupportedException;

/** A shared library whose functions can be named before it is known to have them: what is missing fails when called. */
final class NativeLibrary {
    private static final Linker LINKER = Linker.nativeLinker();
    private static final SymbolLookup NO_SYMBOLS = name -> Optional.empty();
    private static final MethodHandle MISSING_FUNCTION = missingFunctionHandle();

    private final String fileName;
    private final SymbolLookup symbols;
    private final @Nullable Exception reasonOfAbsence;

    private NativeLibrary(String fileName, SymbolLookup symbols, @Nullable Exception reasonOfAbsence) {
        this.fileName = fileName;
        this.symbols = symbols;
        this.reasonOfAbsence = reasonOfAbsence;
    }

    /** Never throws, because it runs while classes are initialized, where an exception would hide its own message. */
    @SuppressWarnings("restricted")
    static NativeLibrary open(String fileName) {
        try {
            return new NativeLibrary(fileName, SymbolLookup.libraryLookup(fileName, Arena.global()), null);
        } catch (IllegalArgumentException | IllegalCallerException reason) {
            return new NativeLibrary(fileName, NO_SYMBOLS, reason);
        }
    }

    /** Refuses to go on without the library. */
    void requireLoaded() {
        if (reasonOfAbsence != null) {
            FunctionNotSupportedException absence = new FunctionNotSupportedException("load " + fileName + ": "
                    + reasonOfAbsence.getMessage()
                    + "; install the Debian packages librbd1 and librados2, and run java with --enable-native-access");
            absence.initCause(reasonOfAbsence);
            throw absence;
        }
    }

    /** A C function with a result. */
    MethodHandle function(String name, MemoryLayout result, MemoryLayout... arguments) {
        return link(name, FunctionDescriptor.of(result, arguments));
    }

    /** A C function of type void. */
    MethodHandle procedure(String name, MemoryLayout... arguments) {
        return link(name, FunctionDescriptor.ofVoid(arguments));
    }

    @SuppressWarnings("restricted")
    private MethodHandle link(String name, FunctionDescriptor descriptor) {
        Optional<MemorySegment> symbol = symbols.find(name);
        if (symbol.isPresent()) {
            return Rehearsal.insteadOf(name, LINKER.downcallHandle(symbol.get(), descriptor));
        }
        MethodType type = descriptor.toMethodType();
        MethodHandle thrower = MethodHandles.foldArguments(
                MethodHandles.throwException(type.returnType(), FunctionNotSupportedException.class),
                MethodHandles.insertArguments(MISSING_FUNCTION, 0, name, fileName));
        return Rehearsal.insteadOf(name, MethodHandles.dropArguments(thrower, 0, type.parameterArray()));
    }

    private static FunctionNotSupportedException missingFunction(String name, String fileName) {
        return new FunctionNotSupportedException(name + ": " + fileName + " of this machine has no such function");
    }

    private static MethodHandle missingFunctionHandle() {
        MethodType type = MethodType.methodType(FunctionNotSupportedException.class, String.class, String.class);
        try {
            return MethodHandles.lookup().findStatic(NativeLibrary.class, "missingFunction", type);
        } catch (ReflectiveOperationException impossible) {
            throw new LinkageError("missingFunction", impossible);
        }
    }
}
