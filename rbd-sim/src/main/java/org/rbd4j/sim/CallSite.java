package org.rbd4j.sim;

import java.util.Set;
import org.rbd4j.Rados;

/** Finds the line of a user's code that a call came from. */
final class CallSite {
    private static final StackWalker STACK = StackWalker.getInstance(StackWalker.Option.RETAIN_CLASS_REFERENCE);
    private static final String INTERFACE = Rados.class.getPackageName();
    private static final Set<Class<?>> SIMULATOR = Set.of(
            CallSite.class,
            NamedClusters.class,
            SimCluster.class,
            SimClusterBuilder.class,
            SimPool.class,
            SimProvider.class,
            SimRados.class);

    private static final StackTraceElement UNKNOWN = new StackTraceElement("unknown", "unknown", null, -1);

    private CallSite() {}

    /** The first line outside the interface, the simulator, and the JDK, which may stand between two of them. */
    static StackTraceElement ofCaller() {
        try {
            return STACK.walk(frames -> frames.filter(frame -> !isOurs(frame.getDeclaringClass()))
                    .findFirst()
                    .map(StackWalker.StackFrame::toStackTraceElement)
                    .orElse(UNKNOWN));
        } catch (InternalError noMemory) {
            // Java says so where it cannot write the frames down; the line is only for reports.
            return UNKNOWN;
        }
    }

    private static boolean isOurs(Class<?> type) {
        return SIMULATOR.contains(type)
                || type.getPackageName().equals(INTERFACE)
                || type.getName().startsWith("java.");
    }
}
