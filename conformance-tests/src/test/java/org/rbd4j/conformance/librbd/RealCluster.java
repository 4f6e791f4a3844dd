package org.rbd4j.conformance.librbd;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.rbd4j.Rados;
import org.rbd4j.RbdException;
import org.rbd4j.conformance.ConformanceTarget;

/**
 * The one real cluster of a test run: the one that {@code RBD4J_CEPH_CONF} names, or one that is started when it is first
 * asked for and stopped at the end of the run.
 */
final class RealCluster implements ConformanceTarget {
    /** Foreign functions are final since then. */
    private static final int OLDEST_JDK = 22;

    /** In seconds; a call that takes longer never returns. */
    private static final String DEADLINE = "60";

    private static final int MOST_ATTEMPTS = 3;

    private static Optional<RealCluster> cluster = Optional.empty();
    private static Optional<String> whyNot = Optional.empty();

    private final Path conf;
    private final boolean startedHere;
    private Optional<Boolean> trimmerHeld = Optional.empty();
    private Optional<SnapTrimmer> trimmer = Optional.empty();

    private RealCluster(Path conf, boolean startedHere) {
        this.conf = conf;
        this.startedHere = startedHere;
    }

    /** Why there is no real cluster here, or nothing if there is one. */
    static synchronized Optional<String> whyNot() {
        if (cluster.isEmpty() && whyNot.isEmpty()) {
            try {
                cluster = Optional.of(begin());
            } catch (IOException | UncheckedIOException | RbdException | IllegalStateException reason) {
                stop();
                whyNot = Optional.of("librbd cannot run here: " + reason.getMessage());
            }
        }
        return whyNot;
    }

    static synchronized RealCluster get() {
        whyNot().ifPresent(reason -> {
            throw new AssertionError(reason);
        });
        return cluster.orElseThrow();
    }

    static synchronized void stop() {
        cluster.filter(running -> running.startedHere).ifPresent(running -> {
            cluster = Optional.empty();
            running.takeDown();
        });
    }

    private static RealCluster begin() throws IOException {
        int jdk = Runtime.version().feature();
        if (jdk < OLDEST_JDK) {
            throw new IllegalStateException("it needs a JDK " + OLDEST_JDK + " or later, and this is " + jdk);
        }
        String named = System.getenv("RBD4J_CEPH_CONF");
        RealCluster begun = named == null ? start() : new RealCluster(Path.of(named), false);
        cluster = Optional.of(begun);
        begun.provesToBeTheOneNamed();
        begun.setNoSnapTrim(true);
        return begun;
    }

    private static RealCluster start() {
        Runtime.getRuntime().addShutdownHook(new Thread(RealCluster::stop, "stops the real cluster"));
        return another();
    }

    /** Starts a cluster besides the one of the run; whoever starts it takes it down. */
    static RealCluster another(String... options) {
        List<String> command = new ArrayList<>(List.of(script(), "start"));
        command.addAll(List.of(options));
        List<String> output = run(command);
        return new RealCluster(Path.of(output.get(output.size() - 1)), true);
    }

    void takeDown() {
        run(List.of(script(), "stop", conf.toString()));
    }

    private static String script() {
        return Path.of(System.getProperty("basedir", ""), "bin", "ceph-cluster")
                .toAbsolutePath()
                .toString();
    }

    /** Without authentication a wrong port is silently somebody else's cluster. */
    private void provesToBeTheOneNamed() throws IOException {
        String expected = Files.readAllLines(conf).stream()
                .filter(line -> line.matches("\\s*fsid\\s*=.*"))
                .map(line -> line.substring(line.indexOf('=') + 1).trim())
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(conf + " names no fsid"));
        try (Rados rados = connect(Map.of())) {
            if (!rados.fsid().equals(expected)) {
                throw new IllegalStateException(conf + " leads to a cluster with another fsid, " + rados.fsid());
            }
        }
    }

    Path conf() {
        return conf;
    }

    /** The version of Ceph's own commands, which come with its libraries. */
    static String cephVersion() {
        return run(List.of("ceph", "--version")).get(0);
    }

    @Override
    public Rados connect(Map<String, String> options) {
        Map<String, String> all = new HashMap<>(Map.of("rbd4j_deadline", DEADLINE));
        all.putAll(options);
        return Rados.connect("ceph:" + conf, all);
    }

    @Override
    public void setNoSnapTrim(boolean held) {
        if (!trimmerHeld.equals(Optional.of(held))) {
            ceph("osd", held ? "set" : "unset", "nosnaptrim");
            trimmerHeld = Optional.of(held);
        }
    }

    @Override
    public String toJava() {
        return "RealCluster.get()";
    }

    @Override
    public void awaitSnapTrim() {
        if (trimmer.isEmpty()) {
            trimmer = Optional.of(new SnapTrimmer(osd()));
        }
        trimmer.get().awaitDone();
    }

    /** The only OSD's. */
    AdminSocket osd() {
        List<String> socket = run(List.of(
                "ceph-conf", "--conf", conf.toString(), "--name", "osd.0", "--show-config-value", "admin_socket"));
        return new AdminSocket(Path.of(socket.get(0)));
    }

    /**
     * Runs a command of Ceph's that may as well run twice: on a busy machine one now and then ends before the monitor answered it.
     *
     * @return the lines of its standard output
     */
    List<String> ceph(String... arguments) {
        List<String> command = new ArrayList<>(List.of("ceph", "--conf", conf.toString()));
        command.addAll(List.of(arguments));
        for (int attempt = 1; ; attempt++) {
            try {
                return run(command);
            } catch (IllegalStateException failure) {
                if (attempt == MOST_ATTEMPTS) {
                    throw failure;
                }
            }
        }
    }

    /** Runs the {@code rbd} tool, for what the interface has no call for. */
    void rbd(String... arguments) {
        List<String> command = new ArrayList<>(List.of("rbd", "--conf", conf.toString()));
        command.addAll(List.of(arguments));
        run(command);
    }

    /** Runs a command and returns the lines of its standard output. */
    private static List<String> run(List<String> command) {
        try {
            Path errors = Files.createTempFile("rbd4j-command", ".err");
            try {
                Process process = new ProcessBuilder(command)
                        .redirectError(errors.toFile())
                        .start();
                process.getOutputStream().close();
                List<String> output = new ArrayList<>();
                try (BufferedReader lines = process.inputReader()) {
                    lines.lines().forEach(output::add);
                }
                int code = process.waitFor();
                if (code != 0) {
                    throw new IllegalStateException(String.join(" ", command) + " ended with " + code + ": "
                            + Files.readString(errors).strip());
                }
                return output;
            } finally {
                Files.delete(errors);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(String.join(" ", command), failure);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted: " + String.join(" ", command), interrupted);
        }
    }
}
