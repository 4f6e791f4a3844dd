package org.rbd4j.bench;

import com.ceph.rados.IoCTX;
import com.ceph.rados.Rados;
import com.ceph.rados.exceptions.RadosException;
import com.ceph.rbd.Rbd;
import com.ceph.rbd.RbdException;
import com.ceph.rbd.RbdImage;
import java.io.File;
import java.util.Map;

/** The image through com.ceph:rados, the older binding. */
final class RadosJava implements Binding {
    private final Rados rados = new Rados("admin");
    private final IoCTX pool;
    private final RbdImage image;

    RadosJava(String conf) {
        try {
            rados.confReadFile(new File(conf));
            for (Map.Entry<String, String> option : OPTIONS.entrySet()) {
                rados.confSet(option.getKey(), option.getValue());
            }
            rados.connect();
            pool = rados.ioCtxCreate("rbd");
            image = new Rbd(pool).open("image");
        } catch (RadosException | RbdException e) {
            throw new IllegalStateException("cannot open the image", e);
        }
    }

    @Override
    public void read(long offset, byte[] destination) {
        int count = image.read(offset, destination, destination.length);
        if (count != destination.length) {
            throw new IllegalStateException("read at " + offset + " returned " + count);
        }
    }

    @Override
    public void write(long offset, byte[] source) {
        try {
            image.write(source, offset);
        } catch (RbdException e) {
            throw new IllegalStateException("cannot write at " + offset, e);
        }
    }

    @Override
    public Object stat() {
        try {
            return image.stat();
        } catch (RbdException e) {
            throw new IllegalStateException("cannot ask for the size", e);
        }
    }

    @Override
    public void close() {
        try {
            image.close();
        } catch (RbdException e) {
            throw new IllegalStateException("cannot close the image", e);
        } finally {
            rados.ioCtxDestroy(pool);
            rados.shutDown();
        }
    }
}
