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

    private CallSite() {}

    /** The first line outside the interface and the simulator. */
    static StackTraceElement ofCaller() {
        return STACK.walk(frames -> frames.filter(frame -> !isOurs(frame.getDeclaringClass()))
                .findFirst()
                .orElseThrow()
                .toStackTraceElement());
    }

    private static boolean isOurs(Class<?> type) {
        return SIMULATOR.contains(type) || type.getPackageName().equals(INTERFACE);
    }
}
