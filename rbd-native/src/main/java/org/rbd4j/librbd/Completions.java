package org.rbd4j.librbd;

import static java.lang.foreign.ValueLayout.ADDRESS;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Who waits for librbd's requests to be done, in whatever image: some threads, of which one at least has nothing else to do, for
 * what depends on a request runs on the thread that heard of it, and may block.
 *
 * <p>librbd keeps the requests of an image that are done in a queue of that image's, and then writes a token into a pipe that is the
 * same for all images. Whoever takes a token finds one request in one of the queues, for there are never more tokens out than such
 * requests.
 */
final class Completions {
    /** One for the next request, and another for where that one finds no thread to wait in its place. */
    private static final int LEAST_WAITING = 2;

    /** Threads beyond these do not wait again: they were needed while others were blocked. */
    private static final int MOST_WAITING = 4;

    private static volatile @Nullable Completions shared;
    private static volatile boolean hasWaiter;

    private final CompletionPipe pipe = CompletionPipe.open();
    private final AtomicInteger waiting = new AtomicInteger();

    /** Queues of images that have requests in flight: no other image is asked, for it may be closed. */
    private final Set<CompletionQueue> queues = ConcurrentHashMap.newKeySet();

    /** What is in flight, by librbd's completions. */
    private final Map<MemorySegment, AioRequest> requests = new ConcurrentHashMap<>();

    private Completions() {}

    /** Those of this process, made when the first request is; made anew as long as there is no pipe or no thread to be had. */
    static Completions shared() {
        Completions made = shared;
        return made == null || !hasWaiter ? make() : made;
    }

    private static synchronized Completions make() {
        Completions made = shared;
        if (made == null) {
            made = new Completions();
            shared = made;
        }
        if (!hasWaiter) {
            made.startWaiter();
            hasWaiter = true;
        }
        return made;
    }

    /** Where librbd is to write its tokens. */
    int tokensGoTo() {
        return pipe.writeEnd();
    }

    Set<CompletionQueue> queues() {
        return queues;
    }

    Map<MemorySegment, AioRequest> requests() {
        return requests;
    }

    private void startWaiter() {
        Thread thread = new Thread(new Waiter(), "rbd4j-completion");
        thread.setDaemon(true);
        waiting.incrementAndGet();
        try {
            thread.start();
        } catch (Throwable noThread) {
            waiting.decrementAndGet();
            throw noThread;
        }
    }

    /** What it did before it ran out of memory it does not do again: nobody else will hear of a request that it took. */
    private final class Waiter implements Runnable {
        private final CompletionPipe.Reader tokens = pipe.new Reader();
        private final MemorySegment completion = Arena.ofAuto().allocate(ADDRESS);
        private boolean hasToken;
        private boolean hasCompletion;
        private @Nullable AioRequest heard;

        @Override
        public void run() {
            do {
                while (!hearsOfOne()) {
                    NextAttempt.await();
                }
            } while (waitsAgain());
        }

        /** Unless enough others wait. No lambda, for this may be run for the first time when there is no memory. */
        private boolean waitsAgain() {
            int others = waiting.get();
            while (others < MOST_WAITING && !waiting.compareAndSet(others, others + 1)) {
                others = waiting.get();
            }
            return others < MOST_WAITING;
        }

        /** Waits for one request to be done, and has all done that depends on it; false if that did not come to its end. */
        private boolean hearsOfOne() {
            try {
                if (!hasToken) {
                    tokens.take();
                    hasToken = true;
                    leaveNobodyUnheard();
                }
                while (!hasCompletion) {
                    hasCompletion = takesFromAQueue();
                }
                if (heard == null) {
                    heard = requests.get(completion.get(ADDRESS, 0));
                }
                heard.end();
                heard = null;
                hasCompletion = false;
                hasToken = false;
                return true;
            } catch (Throwable outOfMemory) {
                // Nobody else can end what this thread took: it tries again, from where it came to.
                return false;
            }
        }

        /** Others wait for what comes while this thread is busy. */
        private void leaveNobodyUnheard() {
            if (waiting.decrementAndGet() < LEAST_WAITING) {
                try {
                    startWaiter();
                } catch (Throwable noThread) {
                    // Then what comes waits for this one.
                }
            }
        }

        private boolean takesFromAQueue() throws Throwable {
            for (CompletionQueue queue : queues) {
                if (queue.poll(completion)) {
                    return true;
                }
            }
            return false;
        }
    }
}
