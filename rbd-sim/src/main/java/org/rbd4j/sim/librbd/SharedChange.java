package org.rbd4j.sim.librbd;

import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.rbd4j.sim.rados.ClassMethod;

/**
 * One change of HEAD's object map, the stored one and the one in memory: where both are the same before, they are the same after,
 * and it is worked out once.
 */
final class SharedChange implements ClassMethod<ObjectStates> {
    private final ObjectMapMethod method;
    private @Nullable ObjectStates before;
    private Optional<ObjectStates> after = Optional.empty();

    SharedChange(ObjectMapMethod method) {
        this.method = method;
    }

    @Override
    public String name() {
        return method.name();
    }

    @Override
    public Optional<ObjectStates> apply(Optional<ObjectStates> map, Instant now) {
        return applyTo(map);
    }

    Optional<ObjectStates> applyTo(Optional<ObjectStates> map) {
        if (map.isEmpty() || map.get() != before) {
            after = method.applyTo(map);
            before = map.orElse(null);
        }
        return after;
    }
}
