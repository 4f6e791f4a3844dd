package org.rbd4j.conformance.hostile;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;

/** The program of {@code bin/hostile}. */
final class Hostile {
    private static final Duration SHRINKING = Duration.ofMinutes(3);

    private Hostile() {}

    /**
     * Runs it.
     *
     * @param arguments sim or ceph, how many calls, how many threads, the seed
     */
    public static void main(String... arguments) {
        Target target = Target.valueOf(arguments[0].toUpperCase(Locale.ROOT));
        HostileTally tally = target.run(Path.of(System.getProperty("basedir"), "target", "hostile", arguments[0]))
                .withThreads(Integer.parseInt(arguments[2]))
                .withLog(System.out::println, SHRINKING)
                .run(Long.parseLong(arguments[1]), Long.parseLong(arguments[3]));
        System.out.println(tally);
        System.exit(tally.isClean() ? 0 : 1);
    }
}
