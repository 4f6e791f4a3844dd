package org.rbd4j.bench;

import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.rbd4j.Image;
import org.rbd4j.Pool;
import org.rbd4j.Rados;
import org.rbd4j.sim.SimCluster;

/** What the smallest test does: a new cluster, its pool, an image, a write and a read. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class StartUp {
    private static final byte[] BYTES = new byte[ManyObjects.OBJECT];

    /** On a simulated cluster. */
    @Benchmark
    public byte[] simulated() {
        try (SimCluster cluster = SimCluster.create();
                Rados rados = cluster.connect()) {
            return useOnce(rados);
        }
    }

    private static byte[] useOnce(Rados rados) {
        try (Pool pool = rados.openPool("rbd")) {
            pool.createImage("image", 1L << 30);
            try (Image image = pool.openImage("image")) {
                image.write(0, BYTES);
                return image.read(0, BYTES.length);
            }
        }
    }

    /**
     * Prints how many nanoseconds the same takes on a real cluster that is started for it, from the call of the script that starts
     * it to the closing of the connection.
     *
     * @param arguments {@code real}
     */
    public static void main(String[] arguments) {
        // The first time loads classes and librbd.
        onRealCluster();
        System.out.println(onRealCluster());
    }

    private static long onRealCluster() {
        try (RealCluster cluster = new RealCluster()) {
            long begin = System.nanoTime();
            try (Rados rados = Rados.connect("ceph:" + cluster.conf())) {
                useOnce(rados);
            }
            return System.nanoTime() - begin;
        }
    }
}
