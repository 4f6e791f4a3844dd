package org.rbd4j.sim.rados;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
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
    private static final int SIZE_LIMIT = 5 * ObjectBytes.PAGE_SIZE;

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
                Arbitraries.of(0, ObjectBytes.PAGE_SIZE - 1, ObjectBytes.PAGE_SIZE, 2 * ObjectBytes.PAGE_SIZE));
        return Combinators.combine(
                        Arbitraries.of(Kind.class),
                        Arbitraries.integers().between(0, 7),
                        offsets,
                        Arbitraries.integers().between(0, SIZE_LIMIT / 2))
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
                    bytes.write(step.offset(), ByteBuffer.wrap(data));
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

    private static byte[] content(ObjectBytes bytes) {
        ByteBuffer buffer = ByteBuffer.allocate((int) bytes.size());
        assertEquals(bytes.size(), bytes.read(0, buffer));
        return buffer.array();
    }

    @Test
    void aCloneSharesEveryPageThatNobodyWrites() {
        ObjectBytes original = new ObjectBytes();
        original.write(0, ByteBuffer.wrap(new byte[4 * ObjectBytes.PAGE_SIZE]));
        ObjectBytes clone = original.cloneRevision();
        clone.write(ObjectBytes.PAGE_SIZE, ByteBuffer.wrap(new byte[1]));
        Set<byte[]> pages = Collections.newSetFromMap(new IdentityHashMap<>());
        original.forEachPage(pages::add);
        clone.forEachPage(pages::add);
        assertEquals(5, pages.size());
    }
}
