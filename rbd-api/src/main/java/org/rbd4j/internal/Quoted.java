package org.rbd4j.internal;

import java.nio.charset.StandardCharsets;

/** The caller's own texts in messages: between quotes, cut where they are long, and without what a log or a terminal would act on. */
public final class Quoted {
    private static final int LONGEST = 100;
    private static final int TABLE = 1 << 16;

    /** The first 256 have a table of their own. */
    private static final int BEYOND_LATIN_1 = 256;

    private static final long STACK_BYTES = 1 << 18;

    private static volatile boolean isPrepared;

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

    /**
     * Has Java make its tables of characters, one for each 65,536 of them, its formatter, and the part of its encoder for characters
     * beyond 16 bits, with which a name crosses to C: where there is no stack or no memory for what is made at its first use, it stays
     * broken for the rest of the process's life. Ends in an {@link OutOfMemoryError} or a {@link StackOverflowError} if there is too
     * little, and may be tried again then.
     */
    public static void prepare() {
        if (!isPrepared) {
            OwnThread.run("rbd4j-first-use", STACK_BYTES, Quoted::useOneOfEachTable);
            isPrepared = true;
        }
    }

    private static void useOneOfEachTable() {
        StringBuilder shown = new StringBuilder();
        for (int table = 0; table <= Character.MAX_CODE_POINT; table += TABLE) {
            show(table, shown);
            show(table + BEYOND_LATIN_1, shown);
        }
        StandardCharsets.UTF_8.newEncoder().canEncode(shown);
    }

    /** A text without quotes. Without streams, which have first uses of their own. */
    static String shown(String text) {
        if (isPlain(text)) {
            return text;
        }
        StringBuilder shown = new StringBuilder();
        int at = 0;
        for (int count = 0; count < LONGEST && at < text.length(); count++) {
            int character = text.codePointAt(at);
            show(character, shown);
            at += Character.charCount(character);
        }
        return shown.append(text.length() > LONGEST ? "..." : "").toString();
    }

    private static boolean isPlain(String text) {
        boolean isPlain = text.length() <= LONGEST;
        for (int at = 0; isPlain && at < text.length(); at++) {
            isPlain = text.charAt(at) >= ' ' && text.charAt(at) <= '~';
        }
        return isPlain;
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
