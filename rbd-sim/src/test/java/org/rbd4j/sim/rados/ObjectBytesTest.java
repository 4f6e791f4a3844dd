package org.rbd4j.sim.rados;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;

/** Revisions that share pages answer as revisions that own all their bytes. */
class ObjectBytesTest {
    private static final int SIZE_LIMIT = 60 * ObjectBytes.PAGE_SIZE;

    enum Kind {
        WRITE,
        ZERO,
        TRUNCATE,
        CLONE
    }

    record Step(Kind kind, int revision, int offset, int length) {}

    @Provide
    Arbitrary<List<Step>> steps() {
        Arbitrary<Integer> offsets = Arbitraries.oneOf(
                Arbitraries.integers().between(0, SIZE_LIMIT / 2),
                Arbitraries.integers().between(0, 30).map(page -> page * ObjectBytes.PAGE_SIZE),
                Arbitraries.of(0, ObjectBytes.PAGE_SIZE - 1));
        Arbitrary<Integer> lengths = Arbitraries.oneOf(
                Arbitraries.integers().between(0, SIZE_LIMIT / 2),
                Arbitraries.integers().between(0, 30).map(page -> page * ObjectBytes.PAGE_SIZE),
                Arbitraries.integers().between(0, 2 * ObjectBytes.PAGE_SIZE));
        return Combinators.combine(
                        Arbitraries.of(Kind.class), Arbitraries.integers().between(0, 7), offsets, lengths)
                .as(Step::new)
                .list()
                .ofMaxSize(30);
    }

    @Property(tries = 300)
    void sharingIsNotSeen(@ForAll("steps") List<Step> steps) {
        List<ObjectBytes> revisions = new ArrayList<>(List.of(new ObjectBytes()));
        List<byte[]> models = new ArrayList<>(List.of(new byte[0]));
        byte mark = 0;
        for (Step step : steps) {
            int index = step.revision() % revisions.size();
            ObjectBytes bytes = revisions.get(index);
            byte[] model = models.get(index);
            switch (step.kind()) {
                case WRITE -> {
                    byte[] data = new byte[step.length()];
                    Arrays.fill(data, ++mark);
                    ByteBuffer buffer = step.length() % 2 == 0 ? ByteBuffer.wrap(data) : directCopyOf(data);
                    bytes.write(step.offset(), BufferRange.of(buffer));
                    model = Arrays.copyOf(model, Math.max(model.length, step.offset() + step.length()));
                    System.arraycopy(data, 0, model, step.offset(), data.length);
                }
                case ZERO -> {
                    bytes.zero(step.offset(), step.length());
                    int from = Math.min(step.offset(), model.length);
                    Arrays.fill(model, from, Math.min(from + step.length(), model.length), (byte) 0);
                }
                case TRUNCATE -> {
                    bytes.truncate(step.offset());
                    model = Arrays.copyOf(model, step.offset());
                }
                case CLONE -> {
                    revisions.add(bytes.cloneRevision());
                    models.add(model.clone());
                }
            }
            models.set(index, model);
            for (int i = 0; i < revisions.size(); i++) {
                assertArrayEquals(models.get(i), content(revisions.get(i)), "revision " + i + " after " + step);
            }
        }
    }

    private static ByteBuffer directCopyOf(byte[] data) {
        return ByteBuffer.allocateDirect(data.length).put(data).flip();
    }

    private static byte[] content(ObjectBytes bytes) {
        ByteBuffer buffer = ByteBuffer.allocate((int) bytes.size());
        assertEquals(bytes.size(), bytes.read(0, BufferRange.of(buffer)));
        return buffer.array();
    }

    @Test
    void aRunThatIsMostlyDroppedIsNotKeptInMemory() {
        ObjectBytes bytes = new ObjectBytes();
        bytes.write(0, BufferRange.of(ByteBuffer.wrap(new byte[32 * ObjectBytes.PAGE_SIZE])));
        assertEquals(32, pagesInMemory(bytes));
        bytes.zero(0, 16 * ObjectBytes.PAGE_SIZE);
        assertEquals(16, pagesInMemory(bytes));
        bytes.truncate(20 * ObjectBytes.PAGE_SIZE);
        assertEquals(4, pagesInMemory(bytes));
    }

    @Test
    void noLargeArrayIsAPowerOfTwo() {
        byte[] content = new byte[4 << 20];
        new Random(1).nextBytes(content);
        ObjectBytes bytes = new ObjectBytes();
        for (int i = 0; i < 2; i++) {
            bytes.write(0, BufferRange.of(ByteBuffer.wrap(content)));
            assertArrayEquals(content, content(bytes));
            List<Integer> lengths = new ArrayList<>();
            bytes.forEachArray(array -> lengths.add(array.length));
            assertEquals(List.of((4 << 20) - ObjectBytes.PAGE_SIZE, ObjectBytes.PAGE_SIZE), lengths);
        }
    }

    private static long pagesInMemory(ObjectBytes... revisions) {
        Set<byte[]> arrays = Collections.newSetFromMap(new IdentityHashMap<>());
        for (ObjectBytes revision : revisions) {
            revision.forEachArray(arrays::add);
        }
        return arrays.stream().mapToLong(array -> array.length).sum() / ObjectBytes.PAGE_SIZE;
    }

    @Test
    void aCloneSharesEveryPageThatNobodyWrites() {
        ObjectBytes original = new ObjectBytes();
        original.write(0, BufferRange.of(ByteBuffer.wrap(new byte[4 * ObjectBytes.PAGE_SIZE])));
        ObjectBytes clone = original.cloneRevision();
        clone.write(ObjectBytes.PAGE_SIZE, BufferRange.of(ByteBuffer.wrap(new byte[1])));
        assertEquals(5, pagesInMemory(original, clone));
    }
}
