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
import org.jspecify.annotations.Nullable;
import org.rbd4j.Snapshot;
import org.rbd4j.Snapshots;
import org.rbd4j.internal.Quoted;
import org.rbd4j.internal.Subject;

/** The snapshot calls of one rbd_image_t; it owns nothing. */
final class LibrbdSnapshots implements Snapshots {
    private static final int FIRST_ROOM = 64;

    private final Subject subject;
    private final Handle handle;
    private final ImageSize size;
    private final ImageReasons reasons;

    LibrbdSnapshots(
            Subject subject,
            Handle handle,
            ImageSize size,
            LibrbdImageInfo info,
            SelectedSnapshot selected,
            boolean readOnly) {
        this.subject = subject;
        this.handle = handle;
        this.size = size;
        this.reasons = new ImageReasons(info, this, selected, readOnly);
    }

    /** Why calls of the image failed. */
    ImageReasons reasons() {
        return reasons;
    }

    @Override
    public void create(String name) {
        String what = subject.snapshot(name).call("snapshots.create");
        changeOne(what, reasons.newSnapshot(name), (image, arena) ->
                (int) RBD_SNAP_CREATE.invokeExact(image, CString.toC(arena, what, name)));
    }

    @Override
    public List<Snapshot> list() {
        String what = subject.call("snapshots.list");
        return handle.call(what, (image, arena) -> list(what, image, arena));
    }

    static List<Snapshot> list(String what, MemorySegment image, Arena arena) throws Throwable {
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

    static @Nullable Snapshot named(String name, List<Snapshot> snapshots) {
        for (Snapshot snapshot : snapshots) {
            if (snapshot.name().equals(name)) {
                return snapshot;
            }
        }
        return null;
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
        String what = subject.snapshot(name).call("snapshots.remove");
        changeOne(what, reasons.remove(name), (image, arena) ->
                (int) RBD_SNAP_REMOVE.invokeExact(image, CString.toC(arena, what, name)));
    }

    @Override
    public void rename(String from, String to) {
        String what = subject.snapshot(from).call("snapshots.rename", "to " + Quoted.of(to));
        changeOne(what, reasons.snapshot(from).or(reasons.newSnapshot(to)), (image, arena) ->
                (int) RBD_SNAP_RENAME.invokeExact(image, CString.toC(arena, what, from), CString.toC(arena, what, to)));
    }

    @Override
    public void protect(String name) {
        String what = subject.snapshot(name).call("snapshots.protect");
        changeOne(what, reasons.protect(name), (image, arena) ->
                (int) RBD_SNAP_PROTECT.invokeExact(image, CString.toC(arena, what, name)));
    }

    @Override
    public void unprotect(String name) {
        String what = subject.snapshot(name).call("snapshots.unprotect");
        changeOne(what, reasons.unprotect(name), (image, arena) ->
                (int) RBD_SNAP_UNPROTECT.invokeExact(image, CString.toC(arena, what, name)));
    }

    @Override
    public boolean isProtected(String name) {
        String what = subject.snapshot(name).call("snapshots.isProtected");
        long answered = handle.callForCode(what, reasons.snapshot(name), (image, arena) -> {
            MemorySegment answer = arena.allocate(JAVA_INT);
            int returned = (int) RBD_SNAP_IS_PROTECTED.invokeExact(image, CString.toC(arena, what, name), answer);
            return returned < 0 ? returned : answer.get(JAVA_INT, 0);
        });
        return answered != 0;
    }

    @Override
    public void rollback(String name) {
        String what = subject.snapshot(name).call("snapshots.rollback");
        ImageLock lock = size.lock(what);
        handle.callAlone(
                what,
                reasons.rollback(name),
                (image, arena) -> lock.whileItChanges(
                        () -> (int) RBD_SNAP_ROLLBACK.invokeExact(image, CString.toC(arena, what, name))));
    }

    /** Another handle's request is carried out by the one that owns the managed lock, which librbd ends the process at in a rollback. */
    private void changeOne(String what, Why why, Handle.Call<Integer> call) {
        size.callForCodeWhileItStays(what, why, call);
    }
}
