package org.rbd4j.conformance.hostile;

import java.util.List;

/** The names of things, most of which are there, and what nobody should call anything. */
final class Texts {
    static final List<String> IMAGES = List.of("a", "b", "c", "d");
    static final List<String> SNAPSHOTS = List.of("s", "t", "u");
    static final List<String> COOKIES = List.of("cookie", "another");

    private static final List<String> HOSTILE = List.of(
            "",
            " ",
            "\0",
            "a\0b",
            "\ud800",
            "\u00e4\u6f22\ud83d\ude00",
            "/",
            "a@s",
            "../../etc/passwd",
            "rbd_directory",
            "line\nline",
            "%s%n%x",
            "n".repeat(4096),
            "n".repeat(100_000),
            "auto 1");

    private Texts() {}

    /** A name, and now and then what is none; how it is printed is cut. */
    static Argument oneOf(List<String> names, Dice dice) {
        if (dice.oneIn(60)) {
            return Argument.of(null, "null", Excuse.NULL);
        }
        String text = dice.oneIn(12) ? dice.oneOf(HOSTILE) : dice.oneOf(names);
        return Argument.of(text, printed(text));
    }

    static String printed(String text) {
        StringBuilder java = new StringBuilder("\"");
        text.chars().limit(30).forEach(character -> {
            if (character >= ' ' && character <= '~') {
                java.append((char) character);
            } else {
                java.append("\\u").append(String.format("%04x", character));
            }
        });
        return java.append('"')
                .append(text.length() > 30 ? " of " + text.length() + " characters" : "")
                .toString();
    }
}
