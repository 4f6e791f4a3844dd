package org.rbd4j.librbd;

import static java.lang.foreign.ValueLayout.JAVA_INT;
import static org.rbd4j.librbd.LibrbdFunctions.RBD_SNAP_CREATE;
import static org.rbd4j.librbd.LibrbdFunctions.RBD_SNAP_IS_PROTECTED;
import static org.rbd4j.librbd.LibrbdFunctions.RBD_SNAP_LIST;
import static org.rbd4j.librbd.LibrbdFunctions.RBD_SNAP_LIST_END;
import static org.rbd4j.librbd.LibrbdFunctions.RBD_SNAP_PROTECT;
import static org.rbd4j.librbd.LibrbdFunctions.RBD_SNAP_REMOVE;
import static org.rbd4j.librbd.LibrbdFunctions.RBD_SNAP_RENAME;
import static org.rbd4j.librbd.LibrbdFunctions.RBD_SNAP_ROLLBACK;
import static org.rbd4j.librbd.LibrbdFunctions.RBD_SNAP_UNPROTECT;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.List;
import org.rbd4j.Snapshot;
import org.rbd4j.Snapshots;

/** The snapshot calls of one rbd_image_t; it owns nothing. */
final class LibrbdSnapshots implements Snapshots {
    private static final int FIRST_ROOM = 64;

    private final String label;
    private final Handle handle;
    private final ImageSize size;

    LibrbdSnapshots(String label, Handle handle, ImageSize size) {
        this.label = label;
        this.handle = handle;
        this.size = size;
    }

    @Override
    public void create(String name) {
        String what = "create snapshot " + label + "@" + name;
        handle.callForCode(
                what, (image, arena) -> (int) RBD_SNAP_CREATE.invokeExact(image, CString.toC(arena, what, name)));
    }

    @Override
    public List<Snapshot> list() {
        String what = "list snapshots of " + label;
        return handle.call(what, (image, arena) -> list(what, image, arena));
    }

    private static List<Snapshot> list(String what, MemorySegment image, Arena arena) throws Throwable {
        MemorySegment room = arena.allocate(JAVA_INT);
        room.set(JAVA_INT, 0, FIRST_ROOM);
        while (true) {
            MemorySegment infos = arena.allocate(LibrbdStructs.SNAP_INFO, room.get(JAVA_INT, 0));
            int count = (int) RBD_SNAP_LIST.invokeExact(image, infos, room);
            if (count == ReturnCode.TOO_SMALL) {
                continue;
            }
            ReturnCode.check(what, count);
            try {
                return snapshots(infos, count);
            } finally {
                RBD_SNAP_LIST_END.invokeExact(infos);
            }
        }
    }

    private static List<Snapshot> snapshots(MemorySegment infos, int count) {
        List<Snapshot> snapshots = new ArrayList<>();
        infos.elements(LibrbdStructs.SNAP_INFO)
                .limit(count)
                .forEach(info -> snapshots.add(LibrbdStructs.snapshot(info)));
        return List.copyOf(snapshots);
    }

    @Override
    public void remove(String name) {
        String what = "remove snapshot " + label + "@" + name;
        handle.callForCode(
                what, (image, arena) -> (int) RBD_SNAP_REMOVE.invokeExact(image, CString.toC(arena, what, name)));
    }

    @Override
    public void rename(String from, String to) {
        String what = "rename snapshot " + label + "@" + from + ": to " + to;
        handle.callForCode(what, (image, arena) ->
                (int) RBD_SNAP_RENAME.invokeExact(image, CString.toC(arena, what, from), CString.toC(arena, what, to)));
    }

    @Override
    public void protect(String name) {
        String what = "protect snapshot " + label + "@" + name;
        handle.callForCode(
                what, (image, arena) -> (int) RBD_SNAP_PROTECT.invokeExact(image, CString.toC(arena, what, name)));
    }

    @Override
    public void unprotect(String name) {
        String what = "unprotect snapshot " + label + "@" + name;
        handle.callForCode(
                what, (image, arena) -> (int) RBD_SNAP_UNPROTECT.invokeExact(image, CString.toC(arena, what, name)));
    }

    @Override
    public boolean isProtected(String name) {
        String what = "ask for protection of snapshot " + label + "@" + name;
        return handle.call(what, (image, arena) -> {
            MemorySegment answer = arena.allocate(JAVA_INT);
            int returned = (int) RBD_SNAP_IS_PROTECTED.invokeExact(image, CString.toC(arena, what, name), answer);
            ReturnCode.check(what, returned);
            return answer.get(JAVA_INT, 0) != 0;
        });
    }

    @Override
    public void rollback(String name) {
        String what = "roll back to snapshot " + label + "@" + name;
        SizeLock lock = size.lock();
        handle.callAlone(
                what,
                (image, arena) -> lock.whileSizeChanges(
                        () -> (int) RBD_SNAP_ROLLBACK.invokeExact(image, CString.toC(arena, what, name))));
    }
}
