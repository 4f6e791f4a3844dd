package org.rbd4j.conformance.wrong;

import java.io.IOException;
import org.jspecify.annotations.Nullable;
import org.rbd4j.Rados;
import org.rbd4j.sim.SimCluster;
import org.slf4j.Logger;

/** Makes wrong simulators of the right one's source. */
final class Workshop implements AutoCloseable {
    /** One class of each jar that the simulator is compiled against. */
    private final InMemoryCompiler compiler =
            new InMemoryCompiler(SimCluster.class, Rados.class, Nullable.class, Logger.class);

    private final SimulatorSources sources = new SimulatorSources();

    WrongSimulator make(WrongRule rule) {
        SimulatorSources.WrongSource wrong = sources.patched(rule);
        return new WrongSimulator(compiler.compile(wrong.className(), wrong.text()));
    }

    @Override
    public void close() throws IOException {
        compiler.close();
    }
}
