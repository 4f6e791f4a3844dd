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
import org.rbd4j.conformance.hostile.HostileWorld.Begun;

/** Runs one program in this JVM, which may not survive it. */
final class HostileMain {
    private static final String OPTION = "option.";
    private static final int JUDGE_EVERY = 64;

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
        HostileCall call;
        String text;
        Dice dice;
        try {
            call = program.call(thread, number);
            text = "thread " + thread + ", call " + number + ": " + call.text();
            dice = program.diceOf(thread, -number - 1);
        } catch (OutOfMemoryError another) {
            // Another thread has filled the heap, and this call was not made.
            return;
        }
        watched.enter(number, text);
        try {
            program.setting().run(dice, () -> call.make(world));
        } catch (Throwable thrown) { // Whatever it is, it is judged.
            judge(call, text, thrown);
        } finally {
            watched.leave();
        }
    }

    private void judge(HostileCall call, String text, Throwable thrown) {
        try {
            if (!Promise.covers(call, thrown, program.setting())) {
                report.undocumented(text, thrown);
            }
        } catch (OutOfMemoryError another) {
            // It is judged by the next run of the same call.
            return;
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
