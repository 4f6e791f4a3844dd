package org.rbd4j.conformance.radosjava;

import com.ceph.rbd.RbdImage;
import java.util.List;
import org.rbd4j.Snapshot;
import org.rbd4j.Snapshots;

/** The snap… calls of an RbdImage. */
record RadosJavaSnapshots(RbdImage image) implements Snapshots {
    @Override
    public void create(String name) {
        Answer.of(() -> image.snapCreate(name));
    }

    @Override
    public List<Snapshot> list() {
        return Answer.of(() -> image.snapList()).stream()
                .map(info -> Snapshot.of(info.id, info.name, info.size))
                .toList();
    }

    @Override
    public void remove(String name) {
        Answer.of(() -> image.snapRemove(name));
    }

    @Override
    public void rename(String from, String to) {
        throw new MissingCall("rbd_snap_rename");
    }

    @Override
    public void protect(String name) {
        Answer.of(() -> image.snapProtect(name));
    }

    @Override
    public void unprotect(String name) {
        Answer.of(() -> image.snapUnprotect(name));
    }

    @Override
    public boolean isProtected(String name) {
        return Answer.of(() -> image.snapIsProtected(name));
    }

    @Override
    public void rollback(String name) {
        Answer.of(() -> image.snapRollBack(name));
    }
}
