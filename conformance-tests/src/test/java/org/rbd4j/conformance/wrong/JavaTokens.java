package org.rbd4j.conformance.wrong;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The tokens of a piece of Java, whose white space and comments do not count, so that {@code a( b,} and {@code c )} on the next
 * line are {@code a(b, c)}; what stands in a string does count. Operators are tokens of one character each.
 */
final class JavaTokens {
    private static final Pattern WHITE_SPACE_OR_TOKEN = Pattern.compile(
            "\\s+|//[^\\n]*|/\\*.*?\\*/" // white space and comments
                    + "|(?<token>\"\"\"(?:\\\\.|[^\\\\])*?\"\"\"" // a text block
                    + "|\"(?:\\\\.|[^\"\\\\\\n])*\"|'(?:\\\\.|[^'\\\\\\n])+'" // a string or a character
                    + "|[\\w$]+|.)", // a word or a number, or one character
            Pattern.DOTALL);

    /** A token, and where it begins and ends in the text. */
    private record Token(String text, int start, int end) {}

    private final List<Token> tokens;

    private JavaTokens(List<Token> tokens) {
        this.tokens = tokens;
    }

    static JavaTokens of(String text) {
        return of(text, new Range(0, text.length()));
    }

    /** The tokens in a range of a text. */
    static JavaTokens of(String text, Range range) {
        List<Token> tokens = new ArrayList<>();
        Matcher next = WHITE_SPACE_OR_TOKEN.matcher(text).region(range.start(), range.end());
        while (next.find()) {
            if (next.group("token") != null) {
                tokens.add(new Token(next.group(), next.start(), next.end()));
            }
        }
        return new JavaTokens(tokens);
    }

    /** Where these hold a fragment: the ranges from its first token to its last. */
    List<Range> occurrencesOf(JavaTokens fragment) {
        if (fragment.tokens.isEmpty()) {
            throw new IllegalArgumentException("a fragment of white space alone is everywhere");
        }
        List<Range> found = new ArrayList<>();
        int size = fragment.tokens.size();
        for (int i = 0; i + size <= tokens.size(); i++) {
            if (holdsAt(i, fragment)) {
                found.add(new Range(
                        tokens.get(i).start(), tokens.get(i + size - 1).end()));
            }
        }
        return found;
    }

    private boolean holdsAt(int at, JavaTokens fragment) {
        for (int i = 0; i < fragment.tokens.size(); i++) {
            if (!tokens.get(at + i).text().equals(fragment.tokens.get(i).text())) {
                return false;
            }
        }
        return true;
    }

    /**
     * A range of a text.
     *
     * @param start its first character
     * @param end the first that is past it
     */
    record Range(int start, int end) {}
}
