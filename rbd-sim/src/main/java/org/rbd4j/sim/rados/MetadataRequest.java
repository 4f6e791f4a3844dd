package org.rbd4j.sim.rados;

import java.util.List;
import java.util.Optional;
import org.rbd4j.Errno;

/**
 * A request about a metadata object.
 *
 * @param <R> what it is answered with
 */
public sealed interface MetadataRequest<R> extends RadosRequest<R> {
    /**
     * Reads what the object holds. The answer is empty if there is no such content.
     *
     * @param <S> the content's type
     * @param name the object and the content
     */
    record Read<S>(MetadataName<S> name) implements MetadataRequest<Optional<S>> {
        @Override
        public Optional<S> carryOut(RadosPool pool, RadosClient client) {
            return pool.read(name);
        }

        @Override
        public RequestText text() {
            return RequestText.of(name.object(), "read " + name.content());
        }

        @Override
        public Optional<Optional<S>> ifAbsent() {
            return Optional.of(Optional.empty());
        }

        @Override
        public String outcome(Optional<S> content) {
            return foundOrNot(content);
        }
    }

    /**
     * Runs a class method on the object.
     *
     * @param <S> the content's type
     * @param name the object and the content
     * @param method the method with its arguments
     */
    record Exec<S>(MetadataName<S> name, ClassMethod<S> method) implements MetadataRequest<Done> {
        @Override
        public Done carryOut(RadosPool pool, RadosClient client) {
            pool.exec(name, method);
            return Done.DONE;
        }

        /** What librbd takes no class method for, such as writing the whole object, has a name without a dot. */
        @Override
        public RequestText text() {
            String method = this.method.name();
            return RequestText.of(name.object(), method.contains(".") ? "exec " + method : method);
        }
    }

    /**
     * Removes the object with all that it holds. The answer is whether there was one.
     *
     * @param name the object
     */
    record Remove(MetadataName<?> name) implements MetadataRequest<Boolean> {
        @Override
        public Boolean carryOut(RadosPool pool, RadosClient client) {
            return pool.remove(name);
        }

        @Override
        public RequestText text() {
            return RequestText.of(name.object(), "remove");
        }

        @Override
        public Optional<Boolean> ifAbsent() {
            return Optional.of(false);
        }

        @Override
        public String outcome(Boolean wasThere) {
            return wasThere ? "ok" : Errno.name(Errno.ENOENT);
        }
    }

    /**
     * Begins to watch the object.
     *
     * @param name the object
     * @param watch is told of notifications
     */
    record BeginWatch(MetadataName<?> name, Watch watch) implements MetadataRequest<Done> {
        @Override
        public Done carryOut(RadosPool pool, RadosClient client) {
            pool.watches().begin(name.object(), client, watch);
            return Done.DONE;
        }

        @Override
        public RequestText text() {
            return RequestText.of(name.object(), "watch");
        }
    }

    /**
     * Ends a watch; harmless if there is none. A client that is blocklisted may: it has none any more.
     *
     * @param name the object
     * @param watch the watch
     */
    record EndWatch(MetadataName<?> name, Watch watch) implements MetadataRequest<Done> {
        @Override
        public Done carryOut(RadosPool pool, RadosClient client) {
            pool.watches().end(name.object(), watch);
            return Done.DONE;
        }

        @Override
        public RequestText text() {
            return RequestText.of(name.object(), "unwatch");
        }

        @Override
        public boolean isServedWhenBlocklisted() {
            return true;
        }
    }

    /**
     * Lists who watches the object, in the order in which they began.
     *
     * @param name the object
     */
    record ListWatchers(MetadataName<?> name) implements MetadataRequest<List<Watcher>> {
        @Override
        public List<Watcher> carryOut(RadosPool pool, RadosClient client) {
            return pool.watches().watchersOf(name.object());
        }

        @Override
        public RequestText text() {
            return RequestText.of(name.object(), "list-watchers");
        }

        @Override
        public Optional<List<Watcher>> ifAbsent() {
            return Optional.of(List.of());
        }

        @Override
        public String outcome(List<Watcher> watchers) {
            return watchers.size() + " watchers";
        }
    }

    /**
     * Tells everybody who watches the object something, the sender included. The answer holds what each of those answered who did.
     *
     * @param name the object
     * @param notification what they are told
     */
    record Notify(MetadataName<?> name, Notification notification) implements MetadataRequest<List<NotifyAnswer>> {
        @Override
        public List<NotifyAnswer> carryOut(RadosPool pool, RadosClient client) {
            return pool.watches().tell(name.object(), notification);
        }

        @Override
        public RequestText text() {
            return RequestText.of(name.object(), "notify");
        }
    }

    /**
     * Whether there was something to read, in words.
     *
     * @param content what was read
     * @return {@code ok} or the errno's name
     */
    static String foundOrNot(Optional<?> content) {
        return content.isPresent() ? "ok" : Errno.name(Errno.ENOENT);
    }
}
