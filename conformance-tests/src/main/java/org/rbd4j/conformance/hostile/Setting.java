package org.rbd4j.conformance.hostile;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ThreadFactory;

/** What the threads of a program are short of. */
enum Setting {
    /** Nothing. */
    PLENTY("-Xmx256m"),

    /** Memory: before some calls the heap is filled but for a little. It has room for all that a simulated cluster keeps. */
    LITTLE_HEAP("-Xmx128m"),

    /** Stack: calls are made close to its end. */
    LITTLE_STACK("-Xmx256m"),

    /** Handles: every call is made through the same one of its kind, so that threads meet there. */
    ONE_HANDLE("-Xmx256m"),

    /** Threads of the system: many virtual ones share them, where Java has them (21 and later). */
    VIRTUAL_THREADS("-Xmx256m");

    private static final int SLOTS = 12;
    static final int STACK_BYTES = 1 << 20;
    private static final int BRICK = 64 << 10;
    private static final int DEEPEST = 5_000;

    private final String heap;

    Setting(String heap) {
        this.heap = heap;
    }

    /** How many slots the calls are spread over. */
    int slots() {
        return this == ONE_HANDLE ? 1 : SLOTS;
    }

    String heapOption() {
        return heap;
    }

    ThreadFactory threads() {
        if (this == VIRTUAL_THREADS) {
            return Setting::virtual;
        }
        return body -> {
            Thread thread = new Thread(null, body, "hostile", this == LITTLE_STACK ? STACK_BYTES : 0);
            thread.setDaemon(true);
            return thread;
        };
    }

    private static Thread virtual(Runnable body) {
        try {
            Object builder = Thread.class.getMethod("ofVirtual").invoke(null);
            return (Thread) Class.forName("java.lang.Thread$Builder")
                    .getMethod("unstarted", Runnable.class)
                    .invoke(builder, body);
        } catch (NoSuchMethodException older) {
            Thread thread = new Thread(body, "hostile");
            thread.setDaemon(true);
            return thread;
        } catch (ReflectiveOperationException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** Something that may throw. */
    @FunctionalInterface
    interface Body {
        void run() throws Throwable;
    }

    /** Runs a call with as little as the setting leaves it. */
    void run(Dice dice, Body call) throws Throwable {
        if (this == LITTLE_HEAP && dice.oneIn(150)) {
            withoutMemory(dice, call);
        } else if (this == LITTLE_STACK && dice.oneIn(4)) {
            withoutStack(dice, call);
        } else {
            call.run();
        }
    }

    private static void withoutMemory(Dice dice, Body call) throws Throwable {
        List<byte[]> wall = new ArrayList<>(1024);
        int missing = dice.below(12);
        try {
            while (true) {
                wall.add(new byte[BRICK]);
            }
        } catch (OutOfMemoryError full) {
            while (missing-- > 0 && !wall.isEmpty()) {
                wall.remove(wall.size() - 1);
            }
        }
        call.run();
        wall.clear();
    }

    private static void withoutStack(Dice dice, Body call) throws Throwable {
        int depth = depth(0);
        down(depth - dice.below(DEEPEST), call);
    }

    private static int depth(int reached) {
        try {
            return depth(reached + 1);
        } catch (StackOverflowError end) {
            return reached;
        }
    }

    private static void down(int levels, Body call) throws Throwable {
        if (levels > 0) {
            down(levels - 1, call);
        } else {
            call.run();
        }
    }
}
