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
import org.rbd4j.Errno;
import org.rbd4j.ImageNotFoundException;
import org.rbd4j.internal.Quoted;
import org.rbd4j.internal.Reason;
import org.rbd4j.internal.Subject;

/** The advisory lock calls of one rbd_image_t; it owns nothing. */
final class LibrbdAdvisoryLocks implements AdvisoryLocks {
    private static final Why WHY_NOT_LOCKED = errno -> switch (errno) {
        case Errno.ENOENT -> Reason.IMAGE_GONE.of();
        case Errno.EEXIST -> Reason.HOLDS_LOCK_ALREADY.of();
        case Errno.EBUSY -> Reason.LOCK_HELD.of();
        default -> null;
    };
    private static final Why WHY_NOT_UNLOCKED = errno -> errno == Errno.ENOENT ? Reason.NO_SUCH_LOCK.of() : null;

    private final Subject subject;
    private final Handle handle;

    LibrbdAdvisoryLocks(Subject subject, Handle handle) {
        this.subject = subject;
        this.handle = handle;
    }

    @Override
    public void lockExclusive(String cookie) {
        String what = subject.call("locks.lockExclusive", "cookie " + Quoted.of(cookie));
        handle.callForCode(what, WHY_NOT_LOCKED, (image, arena) ->
                (int) RBD_LOCK_EXCLUSIVE.invokeExact(image, CString.toC(arena, what, cookie)));
    }

    @Override
    public void lockShared(String cookie, String tag) {
        String what = subject.call("locks.lockShared", "cookie " + Quoted.of(cookie) + ", tag " + Quoted.of(tag));
        handle.callForCode(what, WHY_NOT_LOCKED, (image, arena) -> (int)
                RBD_LOCK_SHARED.invokeExact(image, CString.toC(arena, what, cookie), CString.toC(arena, what, tag)));
    }

    @Override
    public void unlock(String cookie) {
        String what = subject.call("locks.unlock", "cookie " + Quoted.of(cookie));
        handle.callForCode(what, WHY_NOT_UNLOCKED, (image, arena) ->
                (int) RBD_UNLOCK.invokeExact(image, CString.toC(arena, what, cookie)));
    }

    @Override
    public void breakLock(String client, String cookie) {
        String what = subject.call("locks.breakLock", "client " + Quoted.of(client) + ", cookie " + Quoted.of(cookie));
        handle.callForCode(
                what,
                errno -> errno == Errno.EINVAL ? Reason.NOT_A_CLIENT.of(client) : WHY_NOT_UNLOCKED.reasonOf(errno),
                (image, arena) -> (int) RBD_BREAK_LOCK.invokeExact(
                        image, CString.toC(arena, what, client), CString.toC(arena, what, cookie)));
    }

    @Override
    public Optional<AdvisoryLock> list() {
        String what = subject.call("locks.list");
        try {
            return handle.call(what, (image, arena) -> list(what, image, arena));
        } catch (ImageNotFoundException gone) {
            throw new ImageNotFoundException(what + ": " + Reason.IMAGE_GONE.of());
        }
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
        List<AdvisoryLock.Holder> holders = new ArrayList<>();
        for (String client : clients) {
            holders.add(new AdvisoryLock.Holder(client, cookie.next(), address.next()));
        }
        return List.copyOf(holders);
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
