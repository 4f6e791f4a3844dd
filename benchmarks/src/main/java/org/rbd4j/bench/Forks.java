package org.rbd4j.bench;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.rbd4j.sim.SimCluster;

/** Forks of a cluster with an image of 100,000 objects. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class Forks {
    private static final int OBJECTS = 100_000;

    private final SimCluster cluster = SimCluster.create();

    /** Makes the image. */
    @Setup
    public void make() {
        ManyObjects.create(cluster.connect().openPool("rbd"), "image", OBJECTS, ManyObjects.WITH_OBJECT_MAP)
                .close();
    }

    /** A fork's part that is one object's. */
    @Benchmark
    @OperationsPerInvocation(OBJECTS)
    public SimCluster fork() {
        return cluster.fork();
    }
}
