package org.rbd4j.conformance.radosjava;

import com.ceph.rados.IoCTX;
import com.ceph.rados.Rados;
import com.ceph.rbd.Rbd;
import com.ceph.rbd.RbdImage;
import java.io.File;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.rbd4j.conformance.radosjava.Verdict.Outcome;

/** Runs one of the {@link ShortestPrograms} and writes what it returned into a file; the main class of a {@link Child}. */
final class ProgramMain {
    private static final long SIZE = 10_000;
    private static final int LAYERING = 1;
    private static final int ORDER = 12;

    private ProgramMain() {}

    static List<Method> programs() {
        return Arrays.stream(ShortestPrograms.class.getDeclaredMethods())
                .filter(method -> method.isAnnotationPresent(Seen.class))
                .sorted(Comparator.comparing(Method::getName))
                .toList();
    }

    /** A program that crashes or hangs keeps its image busy until its watch is timed out, so each has an image of its own. */
    public static void main(String[] arguments) throws Exception {
        Method program = programs().stream()
                .filter(candidate -> candidate.getName().equals(arguments[0]))
                .findFirst()
                .orElseThrow();
        Map<Class<?>, Object> given = new HashMap<>();
        Rados rados = new Rados("admin");
        rados.confReadFile(new File(System.getenv("RBD4J_CEPH_CONF")));
        rados.connect();
        given.put(Rados.class, rados);
        rados.poolCreate("pool-of-" + program.getName());
        IoCTX io = rados.ioCtxCreate("pool-of-" + program.getName());
        given.put(IoCTX.class, io);
        Rbd rbd = new Rbd(io);
        given.put(Rbd.class, rbd);
        rbd.create("image", SIZE, LAYERING, ORDER);
        given.put(RbdImage.class, rbd.open("image"));

        Verdict verdict;
        try {
            Object returned = program.invoke(
                    null,
                    Arrays.stream(program.getParameterTypes()).map(given::get).toArray());
            verdict = new Verdict(Outcome.PASSED, String.valueOf(returned));
        } catch (InvocationTargetException failure) {
            verdict = new Verdict(Outcome.FAILED, String.valueOf(failure.getCause()));
        }
        Files.writeString(Path.of(arguments[1]), verdict.toString());
        Runtime.getRuntime().halt(0);
    }
}
