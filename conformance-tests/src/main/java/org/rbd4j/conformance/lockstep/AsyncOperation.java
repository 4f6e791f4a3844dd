package org.rbd4j.conformance.lockstep;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.rbd4j.Image;
import org.rbd4j.RbdException;

/** A step of requests that are in flight together. */
public sealed interface AsyncOperation extends Operation {
    /**
     * Begins requests one after the other and then waits for all. Each lies in an object of its own, for librbd promises no order
     * to those that meet; a flush at the end comes after all in any case. Where the first begins is told as a
     * {@link DataOperation} tells it, the others begin as far inside the stripe units that follow.
     *
     * @param handle which handle
     * @param object where to begin
     * @param bytes where to begin
     * @param length how many bytes each has, cut at its stripe unit's end
     * @param seed which kinds of requests, and which bytes
     * @param more how many requests follow the first
     * @param flushing true for a flush at the end
     */
    record Burst(int handle, int object, int bytes, int length, int seed, int more, boolean flushing)
            implements AsyncOperation {
        @Override
        public Step run(World world) {
            return world.onHandle(this, HandleState::writesHead, handle, (state, image) -> {
                if (Hazards.waitsForTheAdvisoryLock(state.image)) {
                    return Step.skipped(this);
                }
                long unit = image.stripeUnit();
                long offset = Shapes.offset(image, object, bytes);
                int each = (int) Math.min(length, unit - offset % unit);
                String call = ".async() " + (requests(image) + (flushing ? " and a flush" : "")) + " of " + each
                        + " bytes, from " + offset + " on, seed " + seed;
                return Step.of(state + call, () -> answers(begin(image, offset, unit, each)));
            });
        }

        /** Without striping, any number of units lie in objects of their own. */
        private int requests(Image image) {
            long objects = image.stripeCount() == 1 ? Integer.MAX_VALUE : image.stripeCount();
            return (int) Math.min(1 + more, objects);
        }

        private List<Callable<Object>> begin(Image image, long offset, long unit, int each) {
            Random random = new Random(seed);
            List<Callable<Object>> begun = new ArrayList<>();
            for (int i = 0; i < requests(image); i++) {
                begun.add(beginOne(image, offset + i * unit, each, random));
            }
            if (flushing) {
                CompletableFuture<Void> flush = image.async().flush();
                begun.add(0, () -> ended(flush, "flushed"));
            }
            return begun;
        }

        private static Callable<Object> beginOne(Image image, long offset, int length, Random random) {
            switch (random.nextInt(4)) {
                case 0 -> {
                    ByteBuffer destination = ByteBuffer.allocate(length);
                    CompletableFuture<Integer> read = image.async().read(offset, destination);
                    return () -> new Bytes(destination.array(), ended(read));
                }
                case 1 -> {
                    CompletableFuture<Void> discard = image.async().discard(offset, length);
                    return () -> ended(discard, "discarded");
                }
                default -> {
                    byte[] content = new byte[length];
                    random.nextBytes(content);
                    CompletableFuture<Void> write = image.async().write(offset, content);
                    Arrays.fill(content, (byte) 0);
                    return () -> ended(write, "written");
                }
            }
        }

        private static List<Object> answers(List<Callable<Object>> begun) {
            return begun.stream().map(Step::answerOf).toList();
        }

        private static Object ended(CompletableFuture<Void> request, String answer) {
            ended(request);
            return answer;
        }

        private static <T> T ended(CompletableFuture<T> request) {
            try {
                return request.join();
            } catch (CompletionException failure) {
                throw failure.getCause() instanceof RbdException reason ? reason : failure;
            }
        }
    }
}
