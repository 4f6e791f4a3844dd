package org.rbd4j.conformance.librbd;

import com.sun.jna.Library;
import com.sun.jna.Native;
import java.io.IOException;
import java.io.PrintWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.rbd4j.Errno;
import org.rbd4j.Rados;
import org.rbd4j.conformance.failures.FailedRequest;
import org.rbd4j.conformance.failures.FailedRequests;
import org.rbd4j.conformance.failures.Scenario;
import org.rbd4j.conformance.failures.Scenarios;
import org.rbd4j.conformance.librbd.ScenarioPool.Run;

/**
 * Takes down what librbd answers and leaves when one RADOS request of a call fails: of every scenario, request by request, in
 * every way.
 *
 * <p>The requests that open an image before the call is made on it are left to the scenarios of opening, and those that close it
 * afterwards to a few others; while an image is opened, what only reads fails with EIO alone.
 */
public final class FailureRecorder {
    private static final Map<String, Integer> ERRNOS = FailedRequest.errnos();

    private static final Pattern OPENING = Pattern.compile(
            "rbd\\.(get_size|get_create_timestamp|get_access_timestamp|get_data_pool|metadata_list|image_group_get|parent_get"
                    + "|op_features_get|snapshot_get,rbd|get_id|dir_get_name|get_stripe)");
    /** No OSD says of what is read that it exists; librbd would end the process. */
    private static final Pattern READING = Pattern.compile(" (read|sparse-read|stat|list-snaps)");

    private static final Pattern CLOSING = Pattern.compile("unwatch|lock\\.unlock|released-lock");
    private static final Pattern WATCHED = Pattern.compile(" watch$");
    private static final Pattern CALL_ON_THE_POOL = Pattern.compile("(open|create|clone|remove|rename|list images).*");
    private static final Pattern WITH_CLOSING = Pattern.compile("snapshot create|write first");

    private static final Pattern PORT = Pattern.compile("\"addr\":\\s*\"127\\.0\\.0\\.1:(\\d+)\"");

    private final RealCluster librbd = RealCluster.get();
    private final ScenarioPool pool = new ScenarioPool(librbd);
    private final SnapTrimmer trimmer = new SnapTrimmer(librbd.osd());
    private final FailingOsd failingOsd;
    private final PrintWriter table;

    private FailureRecorder(PrintWriter table) {
        this.table = table;
        Matcher port = PORT.matcher(pool.rados().command("{\"prefix\":\"osd find\",\"id\":0,\"format\":\"json\"}"));
        if (!port.find()) {
            throw new IllegalStateException("the monitor does not tell where the OSD is");
        }
        failingOsd = new FailingOsd(Integer.parseInt(port.group(1)));
        LibC.INSTANCE.setenv("OSD_PORT", port.group(1), 1);
        LibC.INSTANCE.setenv("INSTEAD_PORT", Integer.toString(failingOsd.port()), 1);
    }

    /**
     * Records.
     *
     * @param arguments the file, and the scenarios if not all
     * @throws IOException if the file cannot be written
     */
    public static void main(String[] arguments) throws IOException {
        Path file = Path.of(arguments[0]);
        List<String> wanted = List.of(arguments).subList(1, arguments.length);
        Files.createDirectories(file.toAbsolutePath().getParent());
        try (PrintWriter table = new PrintWriter(Files.newBufferedWriter(file))) {
            FailureRecorder recorder = new FailureRecorder(table);
            recorder.writeHead();
            for (Scenario scenario : Scenarios.all()) {
                if (wanted.isEmpty() || wanted.contains(scenario.name())) {
                    recorder.record(scenario);
                }
            }
        }
        // Not by returning: a call that never returned may have left a thread behind.
        System.exit(0);
    }

    private void writeHead() {
        try (Rados client = librbd.connect(Map.of())) {
            table.printf("# librbd %s, %s, %s%n", client.librbdVersion(), RealCluster.cephVersion(), LocalDate.now());
        }
        table.println("# scenario\trequest that fails\thow\tanswer\tleft");
    }

    private void record(Scenario scenario) {
        FailingClient passing = FailingClient.unhurt();
        Run unhurt = run(scenario, passing);
        System.err.println(
                scenario + ": " + unhurt.answer() + ", " + passing.requests().size() + " requests");
        boolean onThePool = CALL_ON_THE_POOL.matcher(scenario.name()).matches();
        boolean withClosing = onThePool || WITH_CLOSING.matcher(scenario.name()).matches();
        boolean opened = onThePool;
        for (String request : passing.requests()) {
            if (opened && (withClosing || !CLOSING.matcher(request).find())) {
                record(scenario, request, unhurt);
            }
            opened |= WATCHED.matcher(request).find();
        }
        table.flush();
    }

    private void record(Scenario scenario, String request, Run unhurt) {
        Map<Outcome, List<String>> outcomes = new LinkedHashMap<>();
        for (String failure : failures(request)) {
            FailingClient client = failure.equals(FailedRequest.BLOCKLISTED)
                    ? FailingClient.blocklisted(request, this::blocklist)
                    : FailingClient.failing(request, ERRNOS.get(failure));
            Run run = run(scenario, client);
            if (client.reached()) {
                Outcome outcome =
                        new Outcome(run.answerTo(failure), run.after().comparedWith(run.before(), unhurt.after()));
                outcomes.computeIfAbsent(outcome, key -> new ArrayList<>()).add(failure);
            } else {
                System.err.println("not reached: " + scenario + ", " + request);
            }
        }
        outcomes.forEach((outcome, failures) -> table.println(FailedRequests.format(
                new FailedRequest(scenario.name(), request, failures, outcome.answer(), outcome.left()))));
    }

    private static List<String> failures(String request) {
        if (OPENING.matcher(request).find()) {
            return List.of("EIO");
        }
        List<String> failures = new ArrayList<>(ERRNOS.keySet());
        failures.add(FailedRequest.BLOCKLISTED);
        if (READING.matcher(request).find()) {
            failures.remove(Errno.name(Errno.EEXIST));
        }
        return failures;
    }

    private Run run(Scenario scenario, FailingClient client) {
        Map<String, String> options = new LinkedHashMap<>(scenario.options());
        options.put("rbd4j_deadline", Integer.toString(ScenarioPool.DEADLINE));
        Run run = pool.run(scenario, () -> {
            failingOsd.set(client);
            return librbd.connect(options);
        });
        failingOsd.passAll();
        return run;
    }

    private void blocklist(String address) {
        pool.rados().command("{\"prefix\":\"osd blocklist\",\"blocklistop\":\"add\",\"addr\":\"" + address + "\"}");
        trimmer.awaitMap();
    }

    private record Outcome(String answer, String left) {}

    /** The C library: the JVM's own copy of the environment is not what {@code lead-astray.c} sees. */
    interface LibC extends Library {
        LibC INSTANCE = Native.load("c", LibC.class);

        int setenv(String name, String value, int overwrite);
    }
}
