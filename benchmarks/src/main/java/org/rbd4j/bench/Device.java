package org.rbd4j.bench;

import com.google.common.jimfs.Configuration;
import com.google.common.jimfs.Jimfs;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.FileSystem;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Random;
import org.rbd4j.Image;
import org.rbd4j.Pool;
import org.rbd4j.Rados;
import org.rbd4j.sim.SimCluster;

/** 512 MiB that were all written once, by the means of one kind. */
interface Device {
    /** In bytes. */
    long SIZE = 512L << 20;

    /** In bytes; as an image's objects have it. */
    int OBJECT = 4 << 20;

    /** Reads into the whole buffer. */
    void read(long offset, ByteBuffer destination);

    /** Writes the whole buffer. */
    void write(long offset, ByteBuffer source);

    /** A new device of a kind, by its name in the table. */
    static Device of(String kind) {
        Device device = switch (kind) {
            case "flat" -> new Flat();
            case "jimfs" -> new InJimfs();
            case "sim" -> new Simulated(SimCluster.create(), "image");
            case "sim with trace" ->
                new Simulated(SimCluster.builder().trace(100).build(), "image");
            default -> throw new IllegalArgumentException("there is no device " + kind);
        };
        device.fill();
        return device;
    }

    /** Two new devices of a kind, which are two images of one cluster where there is one. */
    static List<Device> two(String kind) {
        if (!kind.equals("sim")) {
            return List.of(of(kind), of(kind));
        }
        SimCluster cluster = SimCluster.create();
        List<Device> images = List.of(new Simulated(cluster, "image"), new Simulated(cluster, "other"));
        images.forEach(Device::fill);
        return images;
    }

    private void fill() {
        byte[] content = new byte[OBJECT];
        new Random(1).nextBytes(content);
        for (long offset = 0; offset < SIZE; offset += OBJECT) {
            write(offset, ByteBuffer.wrap(content));
        }
    }

    /** Arrays of an object each: the limit, for nobody can do less than copy the bytes. */
    final class Flat implements Device {
        private final byte[][] objects = new byte[(int) (SIZE / OBJECT)][OBJECT];

        @Override
        public void read(long offset, ByteBuffer destination) {
            destination.put(objects[(int) (offset / OBJECT)], (int) (offset % OBJECT), destination.remaining());
        }

        @Override
        public void write(long offset, ByteBuffer source) {
            source.get(objects[(int) (offset / OBJECT)], (int) (offset % OBJECT), source.remaining());
        }
    }

    /** A file of Jimfs, which stands in for files as the simulator does for images. */
    final class InJimfs implements Device {
        private final FileChannel channel;

        InJimfs() {
            FileSystem files = Jimfs.newFileSystem(Configuration.unix());
            try {
                channel = FileChannel.open(
                        files.getPath("/file"),
                        StandardOpenOption.CREATE,
                        StandardOpenOption.READ,
                        StandardOpenOption.WRITE);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void read(long offset, ByteBuffer destination) {
            try {
                channel.read(destination, offset);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }

        @Override
        public void write(long offset, ByteBuffer source) {
            try {
                channel.write(source, offset);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** An image of the simulator. */
    final class Simulated implements Device {
        private final Image image;

        Simulated(SimCluster cluster, String name) {
            Rados rados = cluster.connect();
            Pool pool = rados.openPool("rbd");
            pool.createImage(name, SIZE);
            image = pool.openImage(name);
        }

        Image image() {
            return image;
        }

        @Override
        public void read(long offset, ByteBuffer destination) {
            image.read(offset, destination);
        }

        @Override
        public void write(long offset, ByteBuffer source) {
            image.write(offset, source);
        }
    }
}
