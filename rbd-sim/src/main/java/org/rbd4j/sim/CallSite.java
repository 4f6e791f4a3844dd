package org.rbd4j.sim;

import java.util.Set;
import org.rbd4j.Pool;
import org.rbd4j.Rados;

/** Where the call in progress entered the api. Told by class, for a user's code may have a package's name in common with ours. */
final class CallSite {
    private static final StackWalker WALKER = StackWalker.getInstance();
    private static final Set<String> DOORS = Set.of(
            Rados.class.getName(),
            "org.rbd4j.RadosProviders",
            Pool.class.getName(),
            CallSite.class.getName(),
            SimProvider.class.getName(),
            SimCluster.class.getName(),
            SimClusterBuilder.class.getName(),
            NamedClusters.class.getName(),
            SimRados.class.getName(),
            SimPool.class.getName());
    private static final StackTraceElement UNKNOWN = new StackTraceElement("unknown", "unknown", null, -1);

    private CallSite() {}

    /** The caller's frame; to be asked for on the caller's thread. */
    static StackTraceElement find() {
        return WALKER.walk(frames -> frames.filter(frame -> !isOnTheWay(frame.getClassName()))
                .findFirst()
                .map(StackWalker.StackFrame::toStackTraceElement)
                .orElse(UNKNOWN));
    }

    /** Nobody's code but the JDK's can be in java; it is between two doors, or between a user's lambda and its user. */
    private static boolean isOnTheWay(String className) {
        return DOORS.contains(className) || className.startsWith("java.");
    }
}
