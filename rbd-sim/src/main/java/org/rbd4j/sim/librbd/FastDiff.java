package org.rbd4j.sim.librbd;

import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import org.rbd4j.Feature;
import org.rbd4j.ImageFlag;
import org.rbd4j.sim.rados.ObjectNumbers;

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
        boolean reaches(long number) {
            return number < count;
        }

        ObjectState get(long number) {
            return states.get(number);
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
     * @return empty if a map is missing or cannot be trusted: then the objects must be asked
     */
    static Optional<FastDiff> between(ImageContext image, SnapshotRange moments) {
        long from = moments.from();
        long to = moments.to();
        if (!image.has(Feature.FAST_DIFF)) {
            return Optional.empty();
        }
        NavigableSet<Long> snapIds = new TreeSet<>(List.of(to));
        if (!moments.isFromBeginning()) {
            // From the beginning of time, what came and went before the later moment does not count.
            snapIds.addAll(
                    image.header().snapshots().subMap(from, true, to, false).keySet());
            snapIds.add(from);
        }
        List<Station> stations = new ArrayList<>();
        for (long snapId : snapIds) {
            if (image.header().at(snapId).has(ImageFlag.FAST_DIFF_INVALID)) {
                return Optional.empty();
            }
            Optional<ObjectStates> states = moments.isFromBeginning()
                    ? image.objectMap().inMemoryOrStored(snapId)
                    : image.objectMap().load(snapId);
            long count = Striper.objectCount(
                    image.layout(), image.header().at(snapId).size());
            if (states.isPresent() && states.get().count() >= count) {
                stations.add(new Station(states.get(), count));
            } else if (states.isPresent() || snapId == from || snapId == to) {
                return Optional.empty();
            }
        }
        return Optional.of(new FastDiff(stations, moments.isFromBeginning()));
    }

    /** The objects that exist at any of the moments; all others are holes. */
    ObjectNumbers objects() {
        ObjectNumbers.Builder numbers = new ObjectNumbers.Builder();
        stations.forEach(station -> station.states().existing().stream().forEach(numbers::add));
        return numbers.build();
    }

    /**
     * Walks from map to map. What was a hole at the start is news only if it is none at the end; and of an object that the image
     * was too small for on the way, it is forgotten that it ever was.
     */
    Change of(long number) {
        Change change = Change.HOLE;
        for (int i = 0; i < stations.size(); i++) {
            Station station = stations.get(i);
            if (!station.reaches(number)) {
                change = Change.HOLE;
            } else if (i == 0 && !isFromBeginning) {
                change = first(station.get(number));
            } else {
                change = next(change, station.get(number), i == stations.size() - 1);
            }
        }
        return change;
    }

    private static Change first(ObjectState state) {
        return state == ObjectState.NONEXISTENT ? Change.HOLE : Change.DATA;
    }

    private static Change next(Change before, ObjectState state, boolean isLast) {
        boolean exists = state != ObjectState.NONEXISTENT;
        return switch (before) {
            case HOLE -> exists && isLast ? Change.DATA_UPDATED : Change.HOLE;
            case DATA ->
                exists ? (state == ObjectState.EXISTS_CLEAN ? Change.DATA : Change.DATA_UPDATED) : Change.HOLE_UPDATED;
            case HOLE_UPDATED, DATA_UPDATED -> exists ? Change.DATA_UPDATED : Change.HOLE_UPDATED;
        };
    }
}
