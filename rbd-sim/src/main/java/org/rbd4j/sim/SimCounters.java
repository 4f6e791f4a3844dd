package org.rbd4j.sim;

import java.util.EnumMap;
import java.util.Map;
import java.util.Objects;
import java.util.function.ToLongFunction;

/**
 * What a simulated cluster had done at one moment since it was made, all clients together; immutable. Subtract two of them to learn
 * what happened in between.
 */
public final class SimCounters {
    private final Map<SimCounter, Long> counts = new EnumMap<>(SimCounter.class);

    SimCounters(ToLongFunction<SimCounter> count) {
        for (SimCounter counter : SimCounter.values()) {
            counts.put(counter, count.applyAsLong(counter));
        }
    }

    /**
     * One of the counters.
     *
     * @param counter what is counted
     * @return how much of it
     */
    public long get(SimCounter counter) {
        return counts.get(Objects.requireNonNull(counter, "counter"));
    }

    /**
     * What happened since an earlier moment.
     *
     * @param earlier the counters of the same cluster at that moment
     * @return each counter's difference
     */
    public SimCounters minus(SimCounters earlier) {
        return new SimCounters(counter -> get(counter) - earlier.get(counter));
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof SimCounters counters && counts.equals(counters.counts);
    }

    @Override
    public int hashCode() {
        return counts.hashCode();
    }

    /** Each counter by its name. */
    @Override
    public String toString() {
        return counts.toString();
    }
}
