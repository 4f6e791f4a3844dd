package org.rbd4j.sim.rados;

import java.util.Arrays;
import java.util.Iterator;
import java.util.stream.LongStream;

/** Numbers of objects, each once, in ascending order; immutable. */
public final class ObjectNumbers implements Iterable<Long> {
    /** No number. */
    public static final ObjectNumbers NONE = new ObjectNumbers(new long[0]);

    private final long[] numbers;

    private ObjectNumbers(long[] numbers) {
        this.numbers = numbers;
    }

    /** Gathers numbers, in any order, that may come twice. */
    public static final class Builder {
        private long[] numbers = new long[16];
        private int count;
        private boolean isAscending = true;

        /**
         * Adds a number.
         *
         * @param number an object's number
         */
        public void add(long number) {
            if (count > 0 && number <= numbers[count - 1]) {
                if (number == numbers[count - 1]) {
                    return;
                }
                isAscending = false;
            }
            if (count == numbers.length) {
                numbers = Arrays.copyOf(numbers, 2 * count);
            }
            numbers[count++] = number;
        }

        /**
         * Adds numbers that follow one another.
         *
         * @param first the least
         * @param amount how many
         */
        public void addAll(long first, long amount) {
            for (long number = first; number < first + amount; number++) {
                add(number);
            }
        }

        /**
         * All that was added.
         *
         * @return the numbers
         */
        public ObjectNumbers build() {
            long[] added = Arrays.copyOf(numbers, count);
            return new ObjectNumbers(
                    isAscending
                            ? added
                            : Arrays.stream(added).sorted().distinct().toArray());
        }
    }

    /**
     * All of them.
     *
     * @return the numbers, in order
     */
    public LongStream stream() {
        return Arrays.stream(numbers);
    }

    @Override
    public Iterator<Long> iterator() {
        return stream().iterator();
    }
}
