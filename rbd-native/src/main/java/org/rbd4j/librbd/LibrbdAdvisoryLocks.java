package org.rbd4j.librbd;

import static java.lang.foreign.ValueLayout.JAVA_BYTE;
import static java.lang.foreign.ValueLayout.JAVA_INT;
import static java.lang.foreign.ValueLayout.JAVA_LONG;
import static org.rbd4j.librbd.LibrbdFunctions.RBD_BREAK_LOCK;
import static org.rbd4j.librbd.LibrbdFunctions.RBD_LIST_LOCKERS;
import static org.rbd4j.librbd.LibrbdFunctions.RBD_LOCK_EXCLUSIVE;
import static org.rbd4j.librbd.LibrbdFunctions.RBD_LOCK_SHARED;
import static org.rbd4j.librbd.LibrbdFunctions.RBD_UNLOCK;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import org.rbd4j.AdvisoryLock;
import org.rbd4j.AdvisoryLocks;

/** The advisory lock calls of one rbd_image_t; it owns nothing. */
final class LibrbdAdvisoryLocks implements AdvisoryLocks {
    private final String label;
    private final Handle handle;

    LibrbdAdvisoryLocks(String label, Handle handle) {
        this.label = label;
        this.handle = handle;
    }

    @Override
    public void lockExclusive(String cookie) {
        String what = "lock " + label + ": exclusively, cookie '" + cookie + "'";
        handle.callForCode(
                what, (image, arena) -> (int) RBD_LOCK_EXCLUSIVE.invokeExact(image, CString.toC(arena, what, cookie)));
    }

    @Override
    public void lockShared(String cookie, String tag) {
        String what = "lock " + label + ": shared, cookie '" + cookie + "', tag '" + tag + "'";
        handle.callForCode(what, (image, arena) -> (int)
                RBD_LOCK_SHARED.invokeExact(image, CString.toC(arena, what, cookie), CString.toC(arena, what, tag)));
    }

    @Override
    public void unlock(String cookie) {
        String what = "unlock " + label + ": cookie '" + cookie + "'";
        handle.callForCode(
                what, (image, arena) -> (int) RBD_UNLOCK.invokeExact(image, CString.toC(arena, what, cookie)));
    }

    @Override
    public void breakLock(String client, String cookie) {
        String what = "break the lock of " + label + ": client '" + client + "', cookie '" + cookie + "'";
        handle.callForCode(what, (image, arena) -> (int)
                RBD_BREAK_LOCK.invokeExact(image, CString.toC(arena, what, client), CString.toC(arena, what, cookie)));
    }

    @Override
    public Optional<AdvisoryLock> list() {
        String what = "list lock holders of " + label;
        return handle.call(what, (image, arena) -> list(what, image, arena));
    }

    private static Optional<AdvisoryLock> list(String what, MemorySegment image, Arena arena) throws Throwable {
        MemorySegment exclusive = arena.allocate(JAVA_INT);
        Texts tag = new Texts(arena);
        Texts clients = new Texts(arena);
        Texts cookies = new Texts(arena);
        Texts addresses = new Texts(arena);
        while (true) {
            long count = (long) RBD_LIST_LOCKERS.invokeExact(
                    image,
                    exclusive,
                    tag.room(),
                    tag.size,
                    clients.room(),
                    clients.size,
                    cookies.room(),
                    cookies.size,
                    addresses.room(),
                    addresses.size);
            if (count == ReturnCode.TOO_SMALL) {
                continue;
            }
            ReturnCode.check(what, count);
            return count == 0
                    ? Optional.empty()
                    : Optional.of(new AdvisoryLock(
                            tag.first(1).get(0),
                            exclusive.get(JAVA_INT, 0) != 0,
                            holders(clients.first(count), cookies.first(count), addresses.first(count))));
        }
    }

    private static List<AdvisoryLock.Holder> holders(
            List<String> clients, List<String> cookies, List<String> addresses) {
        Iterator<String> cookie = cookies.iterator();
        Iterator<String> address = addresses.iterator();
        return clients.stream()
                .map(client -> new AdvisoryLock.Holder(client, cookie.next(), address.next()))
                .toList();
    }

    /** Texts one behind the other, each with its NUL, for which librbd asks for more room until they fit. */
    private static final class Texts {
        private static final long FIRST_ROOM = 1024;

        private final Arena arena;
        private final MemorySegment size;
        private MemorySegment bytes;

        Texts(Arena arena) {
            this.arena = arena;
            this.size = arena.allocate(JAVA_LONG);
            this.bytes = arena.allocate(FIRST_ROOM);
            size.set(JAVA_LONG, 0, FIRST_ROOM);
        }

        /** As much room as librbd asked for last. */
        MemorySegment room() {
            if (bytes.byteSize() < size.get(JAVA_LONG, 0)) {
                bytes = arena.allocate(size.get(JAVA_LONG, 0));
            }
            return bytes;
        }

        List<String> first(long count) {
            List<String> texts = new ArrayList<>();
            long offset = 0;
            for (long i = 0; i < count; i++) {
                long start = offset;
                while (bytes.get(JAVA_BYTE, offset) != 0) {
                    offset++;
                }
                offset++;
                texts.add(bytes.getString(start));
            }
            return texts;
        }
    }
}
