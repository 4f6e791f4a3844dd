package org.rbd4j.librbd;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;

import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.MemorySegment;
import java.lang.invoke.MethodHandle;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Optional;

/**
 * Functions that C calls on threads where Java must not run: a thread of C's that enters Java for the first time makes an object of it,
 * and the JVM ends where there is no memory for one.
 *
 * <p>Their instructions are written down in a file for each kind of processor, {@code tell-extent.lst} in {@code amd64}. On others, and
 * where the system lets no new code in, Java is called after all.
 */
final class MachineCode {
    private static final MethodHandle MMAP = NativeMemory.function(
            "mmap", FunctionDescriptor.of(JAVA_LONG, JAVA_LONG, JAVA_LONG, JAVA_INT, JAVA_INT, JAVA_INT, JAVA_LONG));
    private static final MethodHandle MPROTECT =
            NativeMemory.function("mprotect", FunctionDescriptor.of(JAVA_INT, JAVA_LONG, JAVA_LONG, JAVA_INT));

    private static final int BYTES_COLUMN = 24;

    private static final int PROT_READ = 1;
    private static final int PROT_WRITE = 2;
    private static final int PROT_EXEC = 4;
    private static final int MAP_PRIVATE = 2;
    private static final int MAP_ANONYMOUS = 0x20;
    private static final long MAP_FAILED = -1;

    private MachineCode() {}

    /** A pointer to one of the functions, which stays for the life of the JVM; empty if there can be none here. */
    static Optional<MemorySegment> named(String name) {
        if (!System.getProperty("os.name").equals("Linux")) {
            return Optional.empty();
        }
        try (InputStream listing =
                MachineCode.class.getResourceAsStream(System.getProperty("os.arch") + "/" + name + ".lst")) {
            return listing == null ? Optional.empty() : placed(bytes(listing));
        } catch (IOException failure) {
            throw new UncheckedIOException(name, failure);
        }
    }

    private static byte[] bytes(InputStream listing) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        new BufferedReader(new InputStreamReader(listing, StandardCharsets.US_ASCII))
                .lines()
                .filter(line -> !line.startsWith("#") && !line.endsWith(":"))
                .map(line -> line.substring(0, BYTES_COLUMN).replace(" ", ""))
                .forEach(digits -> bytes.writeBytes(HexFormat.of().parseHex(digits)));
        return bytes.toByteArray();
    }

    /** Written first, and then, no more to be written to, let run. */
    @SuppressWarnings("restricted")
    private static Optional<MemorySegment> placed(byte[] code) {
        try {
            long address = (long) MMAP.invokeExact(
                    0L, (long) code.length, PROT_READ | PROT_WRITE, MAP_PRIVATE | MAP_ANONYMOUS, -1, 0L);
            if (address == MAP_FAILED) {
                return Optional.empty();
            }
            MemorySegment place = MemorySegment.ofAddress(address).reinterpret(code.length);
            MemorySegment.copy(code, 0, place, JAVA_BYTE, 0, code.length);
            boolean mayRun = (int) MPROTECT.invokeExact(address, (long) code.length, PROT_READ | PROT_EXEC) == 0;
            return mayRun ? Optional.of(place) : Optional.empty();
        } catch (Throwable failure) {
            throw Handle.unchecked(failure);
        }
    }
}
