package org.rbd4j.sim;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.rbd4j.Progress;

/**
 * The reports of one operation, kept until it has given the cluster's lock back: the caller's own code never runs inside it,
 * and may call whatever it likes.
 */
final class ProgressReports implements Progress {
    private record Report(long done, long total) {}

    private final Progress receiver;
    private final List<Report> reports = new ArrayList<>();

    ProgressReports(Progress receiver) {
        this.receiver = Objects.requireNonNull(receiver, "progress");
    }

    @Override
    public void report(long done, long total) {
        reports.add(new Report(done, total));
    }

    void deliver() {
        reports.forEach(report -> receiver.report(report.done(), report.total()));
    }
}
