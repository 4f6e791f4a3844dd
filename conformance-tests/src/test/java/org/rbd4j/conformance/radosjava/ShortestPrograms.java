package org.rbd4j.conformance.radosjava;

import com.ceph.rados.IoCTX;
import com.ceph.rados.Rados;
import com.ceph.rbd.Rbd;
import com.ceph.rbd.RbdException;
import com.ceph.rbd.RbdImage;
import java.io.File;
import java.util.Arrays;
import org.rbd4j.conformance.radosjava.Verdict.Outcome;

/**
 * What is wrong with com.ceph:rados 0.6.0, in as few calls as it takes; README.md shows the lines between the braces. A
 * program is given what it takes as a parameter: a connection, a pool, and in it an empty image of 10,000 bytes in objects of
 * 4 KiB, named "image".
 */
final class ShortestPrograms {
    private static final String CONF = System.getenv("RBD4J_CEPH_CONF");

    private ShortestPrograms() {}

    @Seen(returns = "[1, 16, 0]")
    static Object versionInTheWrongOrder() {
        int[] minorMajorExtra = Rbd.getVersion();
        return Arrays.toString(minorMajorExtra);
    }

    @Seen(returns = "00000000-0000-0000-0000-000000000000")
    static Object fsidBeforeItIsKnown() throws Exception {
        String fsid;
        do {
            Rados rados = new Rados("admin");
            rados.confReadFile(new File(CONF));
            rados.connect();
            fsid = rados.clusterFsid();
            rados.shutDown();
        } while (!fsid.startsWith("00000000"));
        return fsid;
    }

    @Seen(returns = "image")
    static Object nameCutAtItsNul(Rbd rbd) throws Exception {
        RbdImage another = rbd.open("image\0 of mine");
        another.close();
        return rbd.list()[0];
    }

    @Seen(returns = "-1")
    static Object negativeSize(RbdImage image) throws Exception {
        image.resize(-1);
        return image.stat().size;
    }

    @Seen(returns = "renamed")
    static Object emptyNameThatIsHalfThere(Rbd rbd) throws Exception {
        try {
            rbd.rename("image", "");
            return "there is an image without a name";
        } catch (RbdException invalidArgument) {
            rbd.rename("", "another");
            return "renamed";
        }
    }

    @Seen(returns = "done")
    static Object writeAcrossTheEnd(RbdImage image) throws Exception {
        image.write(new byte[100], 9_950);
        return "done";
    }

    @Seen(returns = "0")
    static Object emptyWrite(RbdImage image) throws Exception {
        try {
            image.write(new byte[0], 0);
            return "done";
        } catch (RbdException failure) {
            return failure.getReturnValue();
        }
    }

    @Seen(returns = "-22")
    static Object readPastTheEnd(RbdImage image) {
        return image.read(10_000, new byte[1], 1);
    }

    @Seen(returns = "22")
    static Object cloneWithoutAnOrder(Rbd rbd, IoCTX io, RbdImage image) throws Exception {
        image.snapCreate("snapshot");
        image.snapProtect("snapshot");
        rbd.clone("image", "snapshot", io, "child", 1, 0);
        return rbd.open("child").stat().order;
    }

    @Seen(returns = "[8]")
    static Object listChildrenLeavesTheSnapshot(Rbd rbd, RbdImage image) throws Exception {
        image.write(new byte[] {7}, 0);
        image.snapCreate("snapshot");
        image.write(new byte[] {8}, 0);
        RbdImage snapshot = rbd.open("image", "snapshot");
        snapshot.listChildren("snapshot");
        byte[] read = new byte[1];
        snapshot.read(0, read, 1);
        return Arrays.toString(read);
    }

    @Seen(returns = "true")
    static Object writeOfMoreThanTheArray(RbdImage image) throws Exception {
        image.write(new byte[8], 0, 4_096);
        byte[] read = new byte[4_096];
        image.read(0, read, 4_096);
        return !Arrays.equals(new byte[4_096], read);
    }

    @Seen(ends = Outcome.CRASH)
    static Object readOfMoreThanTheArray(RbdImage image) {
        while (true) {
            image.read(0, new byte[8], 10_000);
        }
    }

    @Seen(ends = Outcome.CRASH)
    static Object nullName(Rbd rbd) throws Exception {
        return rbd.open(null);
    }

    @Seen(ends = Outcome.CRASH)
    static Object nullPool(Rados rados) throws Exception {
        return rados.ioCtxCreate(null);
    }

    @Seen(ends = Outcome.CRASH)
    static Object unknownUser() throws Exception {
        Rados rados = new Rados("ceph", "admin", 0);
        rados.confReadFile(new File(CONF));
        return rados;
    }

    @Seen(ends = Outcome.CRASH)
    static Object cloneOfTheEmptyName(Rbd rbd, IoCTX io, RbdImage image) throws Exception {
        rbd.clone("image", "", io, "child", 1, 0);
        return "";
    }

    @Seen(ends = Outcome.CRASH)
    static Object closeTwice(RbdImage image) throws Exception {
        image.close();
        image.close();
        return "";
    }

    @Seen(ends = Outcome.CRASH)
    static Object useAfterClose(RbdImage image) throws Exception {
        image.close();
        return image.stat();
    }

    @Seen(ends = {Outcome.CRASH, Outcome.TIMEOUT})
    static Object closeWhileReading(RbdImage image) throws Exception {
        Thread reader = new Thread(() -> {
            while (image.read(0, new byte[4_096], 4_096) >= 0) {}
        });
        reader.start();
        Thread.sleep(100);
        image.close();
        reader.join();
        return "";
    }

    @Seen(ends = Outcome.CRASH)
    static Object poolAfterClose(IoCTX io, Rbd rbd) throws Exception {
        io.close();
        return rbd.list();
    }

    @Seen(ends = Outcome.CRASH)
    static Object connectionAfterShutDown(Rados rados) throws Exception {
        rados.shutDown();
        return rados.poolList();
    }

    @Seen(ends = Outcome.CRASH)
    static Object poolAfterShutDown(Rados rados, Rbd rbd) throws Exception {
        rados.shutDown();
        return rbd.list();
    }

    @Seen(ends = Outcome.CRASH)
    static Object connectionCollectedAsGarbage() throws Exception {
        Rados rados = new Rados("admin");
        rados.confReadFile(new File(CONF));
        rados.connect();
        IoCTX io = rados.ioCtxCreate("rbd");
        rados = null;
        System.gc();
        Thread.sleep(1_000);
        return new Rbd(io).list();
    }

    @Seen(ends = {Outcome.TIMEOUT, Outcome.CRASH})
    static Object imageClosedAfterShutDown(Rados rados, RbdImage image) throws Exception {
        rados.shutDown();
        image.close();
        return "";
    }
}
