package org.rbd4j.bench;

import java.nio.ByteBuffer;
import java.util.Map;
import org.rbd4j.Image;
import org.rbd4j.Pool;
import org.rbd4j.Rados;

/** An image of 64 MiB on a real cluster, as a binding of librbd shows it. */
interface Binding extends AutoCloseable {
    /** In bytes. */
    long SIZE = 64L << 20;

    /** So that both bindings ask the OSD. */
    Map<String, String> OPTIONS = Map.of("rbd_cache", "false");

    /** Reads into the whole array. */
    void read(long offset, byte[] destination);

    /** Writes the whole array. */
    void write(long offset, byte[] source);

    /** Asks for the image's size and what else stat tells. */
    Object stat();

    @Override
    void close();

    /** The image, which must be there, through a binding by its name in the table. */
    static Binding of(String name, String conf) {
        return switch (name) {
            case "rbd-native" -> new RbdNative(conf);
            case "com.ceph:rados" -> new RadosJava(conf);
            default -> throw new IllegalArgumentException("there is no binding " + name);
        };
    }

    /** Creates the image and writes all of it. */
    static void createImage(String conf) {
        try (Rados rados = Rados.connect("ceph:" + conf, OPTIONS);
                Pool pool = rados.openPool("rbd")) {
            pool.createImage("image", SIZE);
            try (Image image = pool.openImage("image")) {
                for (long offset = 0; offset < SIZE; offset += Device.OBJECT) {
                    image.write(offset, new byte[Device.OBJECT]);
                }
            }
        }
    }

    /** Removes it. */
    static void removeImage(String conf) {
        try (Rados rados = Rados.connect("ceph:" + conf, OPTIONS);
                Pool pool = rados.openPool("rbd")) {
            pool.removeImage("image");
        }
    }

    /** This project's binding. */
    final class RbdNative implements Binding {
        private final Rados rados;
        private final Image image;

        RbdNative(String conf) {
            rados = Rados.connect("ceph:" + conf, OPTIONS);
            image = rados.openPool("rbd").openImage("image");
        }

        Image image() {
            return image;
        }

        @Override
        public void read(long offset, byte[] destination) {
            image.read(offset, ByteBuffer.wrap(destination));
        }

        @Override
        public void write(long offset, byte[] source) {
            image.write(offset, source);
        }

        @Override
        public Object stat() {
            return image.stat();
        }

        @Override
        public void close() {
            rados.close();
        }
    }
}
