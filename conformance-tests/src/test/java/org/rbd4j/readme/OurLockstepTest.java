package org.rbd4j.readme;

import java.util.Map;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.rbd4j.Rados;
import org.rbd4j.conformance.ConformanceTarget;
import org.rbd4j.conformance.lockstep.Lockstep;
import org.rbd4j.conformance.lockstep.Program;
import org.rbd4j.conformance.lockstep.Programs;
import org.rbd4j.sim.SimCluster;

class OurLockstepTest {
    @Property(tries = 5)
    void oursAnswersAsTheSimulatorDoes(@ForAll("programs") Program program) {
        new Lockstep(new Target(SimCluster.create()), new Target(SimCluster.named("ours"))).compare(program);
    }

    @Provide
    Arbitrary<Program> programs() {
        return Programs.arbitrary(60);
    }

    record Target(SimCluster cluster) implements ConformanceTarget {
        @Override
        public Rados connect(Map<String, String> options) {
            return cluster.connect(options);
        }

        @Override
        public void setNoSnapTrim(boolean held) {
            cluster.setNoSnapTrim(held);
        }
    }
}
