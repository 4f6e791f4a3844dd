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
     * Those of a range.
     *
     * @param first the least
     * @param last the greatest
     * @return the numbers among these that lie between them, or are one of them
     */
    public ObjectNumbers between(long first, long last) {
        return new ObjectNumbers(Arrays.copyOfRange(numbers, indexFrom(first), indexFrom(last + 1)));
    }

    private int indexFrom(long number) {
        int found = Arrays.binarySearch(numbers, number);
        return found < 0 ? -found - 1 : found;
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
