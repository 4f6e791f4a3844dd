package org.rbd4j.conformance.hostile;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.CancellationException;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Supplier;
import org.rbd4j.conformance.hostile.HostileWorld.Begun;

/** Runs one program in this JVM, which may not survive it. */
final class HostileMain {
    private static final String OPTION = "option.";
    private static final int JUDGE_EVERY = 64;

    private static final long PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(1);

    private final HostileProgram program;
    private final HostileWorld world;
    private final Journal journal;
    private final Report report;
    private final Watch watch;
    private final Duration clock;

    private HostileMain(Properties properties) {
        this.program = HostileProgram.load(properties);
        this.world = new HostileWorld(
                properties.getProperty("uri"), optionsOf(properties), properties.getProperty("prefix"));
        this.journal = Journal.at(Path.of(properties.getProperty("journal")), program.threads());
        this.report = new Report(Path.of(properties.getProperty("report")));
        this.clock = Duration.ofSeconds(Long.parseLong(properties.getProperty("clock")));
        this.watch = new Watch(report, clock, program.threads() + 1);
    }

    /** A call with all that is said of it, made while there was memory. */
    private record Prepared(HostileCall call, String text, Dice dice) {}

    private static Map<String, String> optionsOf(Properties properties) {
        Map<String, String> options = new HashMap<>();
        properties.stringPropertyNames().stream()
                .filter(name -> name.startsWith(OPTION))
                .forEach(name -> options.put(name.substring(OPTION.length()), properties.getProperty(name)));
        return options;
    }

    /**
     * Runs it.
     *
     * @param arguments the file that says what
     */
    public static void main(String... arguments) throws IOException, InterruptedException {
        Properties properties = new Properties();
        try (Reader reader = Files.newBufferedReader(Path.of(arguments[0]))) {
            properties.load(reader);
        }
        new HostileMain(properties).run();
    }

    private void run() throws InterruptedException {
        Buffers.prepare();
        watch.begin();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < program.threads(); i++) {
            int number = i;
            threads.add(program.setting().threads().newThread(() -> makeCalls(number)));
        }
        threads.forEach(Thread::start);
        for (Thread thread : threads) {
            thread.join();
        }
        Watch.Watched end = watch.of(program.threads());
        end.enter(0, "the end, which closes everything and serves a newcomer");
        world.begun().forEach(this::awaitAndJudge);
        try {
            world.end();
        } catch (RuntimeException | Error failure) {
            report.undocumented("the end, which closes everything and serves a newcomer", failure);
        }
        end.leave();
    }

    private void makeCalls(int thread) {
        Watch.Watched watched = watch.of(thread);
        for (long number : program.calls().get(thread)) {
            journal.begin(thread, number);
            makeCall(thread, number, watched);
            if (number % JUDGE_EVERY == 0) {
                world.takeDone().forEach(this::judge);
            }
        }
        journal.begin(thread, Long.MAX_VALUE);
    }

    private void makeCall(int thread, long number, Watch.Watched watched) {
        Prepared prepared = onceThereIsMemory(() -> prepare(thread, number));
        watched.enter(number, prepared.text());
        try {
            program.setting().run(prepared.dice(), () -> prepared.call().make(world));
        } catch (Throwable thrown) { // Whatever it is, it is judged.
            judge(prepared.call(), prepared.text(), thrown);
        } finally {
            watched.leave();
        }
    }

    private Prepared prepare(int thread, long number) {
        HostileCall call = program.call(thread, number);
        String text = "thread " + thread + ", call " + number + ": " + call.text();
        return new Prepared(call, text, program.diceOf(thread, -number - 1));
    }

    private void judge(HostileCall call, String text, Throwable thrown) {
        onceThereIsMemory(() -> {
            boolean isCovered = Promise.covers(call, thrown, program.setting());
            if (!isCovered) {
                report.undocumented(text, thrown);
            }
            return isCovered;
        });
    }

    /** Another thread that has filled the heap gives it back when its call ends. */
    private static <T> T onceThereIsMemory(Supplier<T> action) {
        while (true) {
            try {
                return action.get();
            } catch (OutOfMemoryError another) {
                LockSupport.parkNanos(PAUSE_NANOS);
            }
        }
    }

    private void awaitAndJudge(Begun begun) {
        try {
            begun.future().get(clock.toSeconds(), TimeUnit.SECONDS);
        } catch (TimeoutException never) {
            report.hang("the future never completes of " + begun.call().text(), new StackTraceElement[0]);
            Runtime.getRuntime().halt(Watch.HANG);
        } catch (Exception failed) {
            judge(begun);
        }
    }

    private void judge(Begun begun) {
        if (begun.future().isCompletedExceptionally()) {
            try {
                begun.future().join();
            } catch (CompletionException | CancellationException failed) {
                judge(begun.call(), "the future of " + begun.call().text(), failed);
            }
        }
    }
}
