package org.rbd4j.conformance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrowsExactly;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.rbd4j.AdvisoryLock;
import org.rbd4j.Errno;
import org.rbd4j.Image;
import org.rbd4j.ImageBusyException;
import org.rbd4j.ImageExistsException;
import org.rbd4j.ImageNotFoundException;
import org.rbd4j.InvalidArgumentException;
import org.rbd4j.OpenOptions;
import org.rbd4j.ReadOnlyImageException;

/** The advisory lock has one exclusive holder or many who share a tag, each a client with a cookie, until it gives it back. */
public abstract class AdvisoryLocksContract extends Contract {
    private static final int SIZE = 40_000;

    /** Used by the subclasses alone. */
    protected AdvisoryLocksContract() {}

    private Image newImage() {
        return newImage(ImageShape.plain(SIZE));
    }

    /**
     * One request.
     *
     * @param bySecond which of two clients asks
     * @param cookie what the hold is called
     * @param tag whom it shares the lock with; absent for an exclusive lock
     * @param unlocks true to give the hold back instead
     */
    private record Request(boolean bySecond, String cookie, Optional<String> tag, boolean unlocks) {
        void makeOn(Image image) {
            if (unlocks) {
                image.locks().unlock(cookie);
            } else if (tag.isPresent()) {
                image.locks().lockShared(cookie, tag.get());
            } else {
                image.locks().lockExclusive(cookie);
            }
        }

        private boolean isOfTheSameHolder(Request other) {
            return bySecond == other.bySecond && cookie.equals(other.cookie);
        }

        /** What is to come of it while these holds are there; 0 for success. */
        int errno(List<Request> holds) {
            boolean holdsOne = holds.stream().anyMatch(this::isOfTheSameHolder);
            if (unlocks) {
                return holdsOne ? 0 : Errno.ENOENT;
            }
            if (holds.isEmpty()) {
                return 0;
            }
            Optional<String> held = holds.get(0).tag();
            if (holdsOne && held.orElse("").equals(tag.orElse(""))) {
                return Errno.EEXIST;
            }
            return held.isPresent() && held.equals(tag) ? 0 : Errno.EBUSY;
        }

        List<Request> holdsAfter(List<Request> holds) {
            List<Request> after = new ArrayList<>(holds);
            if (unlocks) {
                after.removeIf(this::isOfTheSameHolder);
            } else {
                after.add(this);
            }
            return after;
        }
    }

    @Provide
    Arbitrary<List<Request>> requests() {
        return Combinators.combine(
                        Arbitraries.of(false, true),
                        Arbitraries.of("a", "b"),
                        Arbitraries.of(Optional.<String>empty(), Optional.of("red"), Optional.of("blue")),
                        Arbitraries.of(false, false, true))
                .as(Request::new)
                .list()
                .ofMaxSize(12);
    }

    @Property(tries = 30)
    void locksExclude(@ForAll("requests") List<Request> requests) {
        Image mine = newImage();
        Image theirs = openedBySecond(mine);
        List<Request> holds = List.of();
        for (Request request : requests) {
            int expected = request.errno(holds);
            int errno = errnoOf(() -> request.makeOn(request.bySecond() ? theirs : mine));
            assertEquals(expected, errno, () -> request + " after " + requests);
            holds = errno == 0 ? request.holdsAfter(holds) : holds;
        }
        Image fresh = pool().openImage(mine.name(), OpenOptions.defaults().withReadOnly());
        assertEquals(holds.stream().map(Request::cookie).sorted().toList(), Cookies.of(fresh));
    }

    @Test
    void nobodyHoldsItAtFirst() {
        assertEquals(Optional.empty(), newImage().locks().list());
    }

    @ParameterizedTest
    @ValueSource(strings = {"cookie", "", "a b/c@d", "\u00e4\ud83d\ude00"})
    void anExclusiveHolderIsListed(String cookie) {
        Image image = newImage();
        image.locks().lockExclusive(cookie);
        AdvisoryLock lock = image.locks().list().orElseThrow();
        assertTrue(lock.exclusive());
        assertEquals("", lock.tag());
        assertEquals(1, lock.holders().size());
        AdvisoryLock.Holder holder = lock.holders().get(0);
        assertEquals(cookie, holder.cookie());
        assertTrue(holder.client().matches("client\\.\\d+"), holder::client);
        assertFalse(holder.address().isEmpty());
        image.locks().unlock(cookie);
        assertEquals(Optional.empty(), image.locks().list());
    }

    @Test
    void manyShareATag() {
        Image first = newImage();
        Image second = openedBySecond(first);
        first.locks().lockShared("a", "tag");
        first.locks().lockShared("b", "tag");
        second.locks().lockShared("a", "tag");
        AdvisoryLock lock = first.locks().list().orElseThrow();
        assertFalse(lock.exclusive());
        assertEquals("tag", lock.tag());
        assertEquals(List.of("a", "a", "b"), Cookies.of(first));
        Set<String> clients =
                lock.holders().stream().map(AdvisoryLock.Holder::client).collect(Collectors.toSet());
        assertEquals(2, clients.size());
        first.locks().unlock("a");
        assertEquals(List.of("a", "b"), Cookies.of(first));
        first.locks().unlock("b");
        second.locks().unlock("a");
        assertEquals(Optional.empty(), first.locks().list());
    }

    @Test
    void aClientsHoldsAreListedByTheirCookies() {
        Image image = newImage();
        List.of("b", "a", "c").forEach(cookie -> image.locks().lockShared(cookie, "tag"));
        List<AdvisoryLock.Holder> holders = image.locks().list().orElseThrow().holders();
        assertEquals(
                List.of("a", "b", "c"),
                holders.stream().map(AdvisoryLock.Holder::cookie).toList());
    }

    @Test
    void theSameHoldAgain() {
        Image image = newImage();
        image.locks().lockExclusive("cookie");
        assertThrowsExactly(ImageExistsException.class, () -> image.locks().lockExclusive("cookie"));
        assertThrowsExactly(ImageExistsException.class, () -> image.locks().lockShared("cookie", ""));
        assertThrowsExactly(ImageBusyException.class, () -> image.locks().lockShared("cookie", "tag"));
        image.locks().unlock("cookie");
        image.locks().lockShared("cookie", "tag");
        assertThrowsExactly(ImageExistsException.class, () -> image.locks().lockShared("cookie", "tag"));
        assertThrowsExactly(ImageBusyException.class, () -> image.locks().lockShared("cookie", "other"));
        assertThrowsExactly(ImageBusyException.class, () -> image.locks().lockExclusive("cookie"));
    }

    @Test
    void anotherHoldInTheWay() {
        Image first = newImage();
        Image second = openedBySecond(first);
        first.locks().lockExclusive("a");
        assertThrowsExactly(ImageBusyException.class, () -> first.locks().lockExclusive("b"));
        assertThrowsExactly(ImageBusyException.class, () -> second.locks().lockExclusive("a"));
        assertThrowsExactly(ImageBusyException.class, () -> second.locks().lockShared("a", "tag"));
        first.locks().unlock("a");
        first.locks().lockShared("a", "tag");
        assertThrowsExactly(ImageBusyException.class, () -> second.locks().lockExclusive("a"));
        assertThrowsExactly(ImageBusyException.class, () -> second.locks().lockShared("a", "other"));
        assertEquals(List.of("a"), Cookies.of(second));
    }

    @Test
    void aHoldThatThereIsNot() {
        Image first = newImage();
        Image second = openedBySecond(first);
        assertThrowsExactly(ImageNotFoundException.class, () -> first.locks().unlock("a"));
        first.locks().lockExclusive("a");
        assertThrowsExactly(ImageNotFoundException.class, () -> first.locks().unlock("b"));
        assertThrowsExactly(ImageNotFoundException.class, () -> second.locks().unlock("a"));
        assertThrowsExactly(ImageNotFoundException.class, () -> second.locks().breakLock("client.999999999", "a"));
        assertEquals(List.of("a"), Cookies.of(first));
    }

    @Test
    void itBelongsToTheClientAndNotToTheHandle() {
        Image first = newImage();
        Image reader = pool().openImage(first.name(), OpenOptions.defaults().withReadOnly());
        reader.locks().lockExclusive("a");
        reader.close();
        assertEquals(List.of("a"), Cookies.of(first));
        assertThrowsExactly(ImageExistsException.class, () -> first.locks().lockExclusive("a"));
        first.locks().unlock("a");
        assertEquals(List.of(), Cookies.of(first));
    }

    @Test
    void itOutlivesItsClient() {
        Image first = newImage();
        Image second = openedBySecond(first);
        second.locks().lockExclusive("a");
        secondClient().close();
        assertEquals(List.of("a"), Cookies.of(first));
        assertThrowsExactly(ImageBusyException.class, () -> first.locks().lockExclusive("a"));
    }

    @Test
    void aTextWithANulIsRefused() {
        Image image = newImage();
        assertThrowsExactly(InvalidArgumentException.class, () -> image.locks().lockExclusive("a\0b"));
        assertThrowsExactly(InvalidArgumentException.class, () -> image.locks().lockShared("a\0b", "tag"));
        assertThrowsExactly(InvalidArgumentException.class, () -> image.locks().lockShared("a", "t\0g"));
        assertThrowsExactly(InvalidArgumentException.class, () -> image.locks().unlock("a\0b"));
        assertThrowsExactly(InvalidArgumentException.class, () -> image.locks().breakLock("client.1\0", "a"));
        assertEquals(Optional.empty(), image.locks().list());
    }

    /** The lock is part of the image's header object. */
    @Test
    void aRemovedImageTakesItsLockWithIt() {
        Image image = newImage();
        image.locks().lockExclusive("cookie");
        image.close();
        Image reader = pool().openImage(image.name(), OpenOptions.defaults().withReadOnly());
        pool().removeImage(image.name());
        assertThrowsExactly(ImageNotFoundException.class, () -> reader.locks().unlock("cookie"));
    }

    /** A handle reads the header anew after it locked; a read-only one does not for a snapshot that it is refused. */
    @Test
    void aRefusedSnapshotLeavesTheHeaderToTheNextCall() {
        Image writer = newImage(ImageShape.plain(10_000));
        Image reader = pool().openImage(writer.name(), OpenOptions.defaults().withReadOnly());
        reader.locks().lockExclusive("cookie");
        assertThrowsExactly(
                ReadOnlyImageException.class, () -> reader.snapshots().create("snapshot"));
        writer.resize(20_000);
        assertEquals(20_000, reader.size());
        writer.resize(30_000);
        assertEquals(20_000, reader.size());
    }

    /** A header that cannot be read fails the call that asked for it; the next answers from the header as it was. */
    @Test
    void aRemovedImageFailsOneCallOfAHandleForReading() {
        Image reader = lockingReaderOfARemovedImage();
        assertThrowsExactly(ImageNotFoundException.class, reader::size);
        assertEquals(SIZE, reader.size());
    }

    @Test
    void selectingHeadDoesNotMindThatTheImageWasRemoved() {
        Image reader = lockingReaderOfARemovedImage();
        reader.selectHead();
        assertEquals(SIZE, reader.size());
    }

    private Image lockingReaderOfARemovedImage() {
        Image image = newImage(ImageShape.plain(SIZE));
        image.close();
        Image reader = pool().openImage(image.name(), OpenOptions.defaults().withReadOnly());
        reader.locks().lockExclusive("cookie");
        pool().removeImage(image.name());
        return reader;
    }
}
