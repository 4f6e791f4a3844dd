package org.rbd4j.conformance.librbd;

import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;

/** Stops the real cluster when the last test has run, if one was started. */
public final class RealClusterSession implements LauncherSessionListener {
    @Override
    public void launcherSessionClosed(LauncherSession session) {
        RealCluster.stop();
    }
}
