package org.rbd4j.internal;

/** The caller's own texts in messages: between quotes, cut where they are long, and without what a log or a terminal would act on. */
public final class Quoted {
    private static final int LONGEST = 100;

    private Quoted() {}

    /**
     * A text between quotes.
     *
     * @param text what the caller gave
     * @return how a message shows it
     */
    public static String of(String text) {
        return "'" + shown(text) + "'" + length(text);
    }

    /** A text without quotes. */
    static String shown(String text) {
        if (text.length() <= LONGEST && text.chars().allMatch(character -> character >= ' ' && character <= '~')) {
            return text;
        }
        StringBuilder shown = new StringBuilder();
        text.codePoints().limit(LONGEST).forEach(character -> show(character, shown));
        return shown.append(text.length() > LONGEST ? "..." : "").toString();
    }

    /** How long it is, if it had to be cut. */
    static String length(String text) {
        return text.length() > LONGEST ? " (" + text.length() + " characters)" : "";
    }

    private static void show(int character, StringBuilder shown) {
        int type = Character.getType(character);
        boolean acts = type == Character.CONTROL
                || type == Character.SURROGATE
                || type == Character.LINE_SEPARATOR
                || type == Character.PARAGRAPH_SEPARATOR
                || type == Character.FORMAT;
        if (acts) {
            shown.append(String.format("\\u%04x", character));
        } else {
            shown.appendCodePoint(character);
        }
    }
}
