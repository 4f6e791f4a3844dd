package org.rbd4j.sim.librbd;

import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import org.rbd4j.Feature;
import org.rbd4j.ImageFlag;

/**
 * What the object maps of two moments, and of all snapshots between them, say of each object (object_map::DiffRequest). It
 * reads no object.
 */
final class FastDiff {
    /** What became of one object between the two moments. */
    enum Change {
        /** There was none and there is none. */
        HOLE,
        /** There is none any more. */
        HOLE_UPDATED,
        /** It is what it was. */
        DATA,
        /** It is new, or changed. */
        DATA_UPDATED
    }

    /**
     * One map on the way from the earlier moment to the later.
     *
     * @param states the map
     * @param count how many objects the image had then
     */
    private record Station(ObjectStates states, long count) {
        ObjectState get(long number) {
            return number < count ? states.get(number) : ObjectState.NONEXISTENT;
        }
    }

    private final List<Station> stations;
    private final boolean isFromBeginning;

    private FastDiff(List<Station> stations, boolean isFromBeginning) {
        this.stations = stations;
        this.isFromBeginning = isFromBeginning;
    }

    /**
     * Brings the maps together.
     *
     * @param from the earlier snapshot, or 0 for the beginning of time
     * @param to the later snapshot, or HEAD
     * @return empty if a map is missing or cannot be trusted: then the objects must be asked
     */
    static Optional<FastDiff> between(ImageContext image, long from, long to) {
        if (!image.has(Feature.FAST_DIFF)) {
            return Optional.empty();
        }
        NavigableSet<Long> snapIds = new TreeSet<>(
                image.header().snapshots().subMap(from, false, to, false).keySet());
        if (from != 0) {
            snapIds.add(from);
        }
        snapIds.add(to);
        List<Station> stations = new ArrayList<>();
        for (long snapId : snapIds) {
            if (image.flagsAt(snapId).contains(ImageFlag.FAST_DIFF_INVALID)) {
                return Optional.empty();
            }
            Optional<ObjectStates> states = image.objectMap().load(snapId);
            long count = Striper.objectCount(image.layout(), image.sizeAt(snapId));
            if (states.isPresent() && states.get().count() >= count) {
                stations.add(new Station(states.get(), count));
            } else if (states.isPresent() || snapId == from || snapId == to) {
                return Optional.empty();
            }
        }
        return Optional.of(new FastDiff(stations, from == 0));
    }

    /** The objects that exist at any of the moments; all others are holes. */
    NavigableSet<Long> objects() {
        NavigableSet<Long> numbers = new TreeSet<>();
        stations.forEach(station -> numbers.addAll(station.states().existing()));
        return numbers;
    }

    /** Walks from map to map; an object is first met at the first map that is long enough for it. */
    Change of(long number) {
        Change change = null;
        boolean isFirst = true;
        for (Station station : stations) {
            ObjectState state = station.get(number);
            if (change != null) {
                change = next(change, state);
            } else if (number < station.count()) {
                change = first(state, isFirst);
            }
            isFirst = false;
        }
        return change == null ? Change.HOLE : change;
    }

    private Change first(ObjectState state, boolean isFirstMap) {
        if (state == ObjectState.NONEXISTENT) {
            return Change.HOLE;
        }
        boolean isNew = isFromBeginning || (!isFirstMap && state != ObjectState.EXISTS_CLEAN);
        return isNew ? Change.DATA_UPDATED : Change.DATA;
    }

    private static Change next(Change before, ObjectState state) {
        boolean wasData = before == Change.DATA || before == Change.DATA_UPDATED;
        return switch (state) {
            case EXISTS, PENDING -> Change.DATA_UPDATED;
            case EXISTS_CLEAN -> wasData ? before : Change.DATA_UPDATED;
            case NONEXISTENT -> wasData ? Change.HOLE_UPDATED : before;
        };
    }
}
