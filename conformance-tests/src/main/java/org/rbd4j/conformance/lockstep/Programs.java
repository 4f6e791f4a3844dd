package org.rbd4j.conformance.lockstep;

import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;

/**
 * Random programs. The weights of the steps keep them deep: there is nearly always something to write to, snapshots get
 * protected and cloned, clones get snapshots, and few calls fail.
 */
public final class Programs {
    private static final int FEWEST_STEPS = 100;
    private static final int MOST_STEPS = 200;

    private Programs() {}

    /**
     * The program of a seed, as soak runs it and tells about it.
     *
     * @param seed which program
     * @return the program, always the same
     */
    public static Program ofSeed(long seed) {
        return ofSeed(seed, Theme.GENERAL);
    }

    /**
     * The program of a seed and a theme, of 100 to 200 steps.
     *
     * @param seed which program
     * @param theme what it is mostly about
     * @return the program, always the same
     */
    public static Program ofSeed(long seed, Theme theme) {
        Random random = new Random(seed);
        int steps = FEWEST_STEPS + random.nextInt(MOST_STEPS - FEWEST_STEPS + 1);
        return random(random, steps, theme);
    }

    /**
     * Makes a program that holds the trimmer back; the same seed and count make the same one.
     *
     * @param random where the choices come from
     * @param steps at least how many steps
     * @return the program
     */
    public static Program random(Random random, int steps) {
        return random(random, steps, Theme.GENERAL);
    }

    /**
     * Makes a program that holds the trimmer back; the same seed, count and theme make the same one.
     *
     * @param random where the choices come from
     * @param steps at least how many steps
     * @param theme what it is mostly about
     * @return the program
     */
    public static Program random(Random random, int steps, Theme theme) {
        Dice dice = new Dice(random, theme);
        List<Operation> chosen = new ArrayList<>();
        // Something to begin with; all else is left to chance.
        chosen.addAll(StepKind.CREATE_AND_OPEN.make(dice));
        while (chosen.size() < steps) {
            chosen.addAll(theme.choose(random).make(dice));
        }
        int clients = dice.oneIn(4) ? 3 : 2;
        int pools = dice.oneIn(3) ? 2 : 1;
        return new Program(clients, pools, dice.oneIn(2) ? 4096 : 65536, true, chosen);
    }

    /**
     * Programs for jqwik, which hold the trimmer back; they shrink as {@link Lockstep#shrink} shrinks.
     *
     * @param steps at least how many steps each has before it is shrunk
     * @return the arbitrary
     */
    public static Arbitrary<Program> arbitrary(int steps) {
        return Arbitraries.fromGenerator(random -> new ShrinkableProgram(Simplification.of(random(random, steps))));
    }
}
