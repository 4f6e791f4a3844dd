package org.rbd4j.bench;

import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/**
 * A chart in SVG of how far each value is from its goal, which is one line for all of them; to its right is what is better.
 *
 * @param outcomes one row each
 * @param machine what the run was made on
 */
record Chart(List<Comparison.Outcome> outcomes, Machine machine) {
    private static final int WIDTH = 960;
    private static final int HEAD = 64;
    private static final int ROW = 18;
    private static final int BAR = 12;

    /** Where the goal's line is, and where names end. */
    private static final int GOAL = 600;

    private static final int NAMES = 500;

    /** How wide a factor of 2 is. */
    private static final int DOUBLE = 48;

    /** What is further from the goal than by so many factors of 2 is drawn as if it were so far. */
    private static final int WORST = 2;

    private static final int BEST = 5;

    private static final String STYLE = """
            text { font: 12px sans-serif; fill: #1f2328; }
            .title { font-size: 14px; font-weight: bold; }
            .name { text-anchor: end; }
            .scale { fill: #59636e; text-anchor: middle; }
            line { stroke: #d1d9e0; }
            line.goal { stroke: #1f2328; }
            .ok { fill: #0969da; }
            .short { fill: #bc4c00; }
            @media (prefers-color-scheme: dark) {
              text { fill: #f0f6fc; }
              .scale { fill: #9198a1; }
              line { stroke: #3d444d; }
              line.goal { stroke: #f0f6fc; }
              .ok { fill: #4493f8; }
              .short { fill: #db6d28; }
            }
            """;

    Chart {
        outcomes = List.copyOf(outcomes);
    }

    String svg() {
        int bottom = HEAD + ROW * outcomes.size();
        StringBuilder svg = new StringBuilder();
        append(
                svg,
                "<svg xmlns='http://www.w3.org/2000/svg' viewBox='0 0 %d %d' width='%d' height='%d'>",
                WIDTH,
                bottom + ROW / 2,
                WIDTH,
                bottom + ROW / 2);
        append(svg, "<title>How far each benchmark is from its goal</title>");
        append(svg, "<style>%n%s</style>", STYLE);
        append(svg, "<text class='title' x='8' y='20'>Times as good as its goal: %s</text>", machine);
        for (int power = -WORST; power <= BEST; power++) {
            appendScale(svg, power, bottom);
        }
        IntStream.range(0, outcomes.size()).forEach(row -> appendRow(svg, outcomes.get(row), HEAD + row * ROW));
        append(svg, "</svg>");
        return svg.toString();
    }

    private static void appendScale(StringBuilder svg, int power, int bottom) {
        int x = GOAL + power * DOUBLE;
        String words = power < 0 ? "1/" + (1 << -power) : String.valueOf(1 << power);
        append(svg, "<text class='scale' x='%d' y='%d'>%s</text>", x, HEAD - 12, power == 0 ? "goal" : words);
        append(
                svg,
                "<line%s x1='%d' y1='%d' x2='%d' y2='%d'/>",
                power == 0 ? " class='goal'" : "",
                x,
                HEAD - 6,
                x,
                bottom);
    }

    private static void appendRow(StringBuilder svg, Comparison.Outcome outcome, int top) {
        double powers = Math.log(outcome.comparison().goal().margin(outcome.value())) / Math.log(2);
        int end = GOAL + (int) Math.round(Math.max(-WORST, Math.min(BEST, powers)) * DOUBLE);
        int left = Math.min(GOAL, end);
        append(
                svg,
                "<text class='name' x='%d' y='%d'>%s</text>",
                NAMES,
                top + BAR,
                outcome.comparison().name());
        append(
                svg,
                "<rect class='%s' x='%d' y='%d' width='%d' height='%d'/>",
                outcome.verdict(),
                left,
                top + 2,
                Math.max(1, Math.max(GOAL, end) - left),
                BAR);
        append(svg, "<text x='%d' y='%d'>%s</text>", Math.max(GOAL, end) + 4, top + BAR, outcome.valueText());
    }

    private static void append(StringBuilder svg, String format, Object... values) {
        svg.append(String.format(Locale.ROOT, format + "%n", values));
    }
}
