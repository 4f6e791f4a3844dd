package org.rbd4j.conformance.wrong;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.rbd4j.conformance.wrong.JavaTokens.Range;

class JavaTokensTest {
    private static List<String> found(String text, String fragment) {
        return JavaTokens.of(text).occurrencesOf(JavaTokens.of(fragment)).stream()
                .map(range -> text.substring(range.start(), range.end()))
                .toList();
    }

    @Test
    void whiteSpaceAndCommentsDoNotCount() {
        assertEquals(
                List.of("a( b, // the first\n /* and */ c )"),
                found("x = a( b, // the first\n /* and */ c );", "a(b, c)"));
        assertEquals(List.of("a(b,c)"), found("a(b,c)", " a(\n b,\n c )\n"));
    }

    @Test
    void whatStandsInAStringCounts() {
        assertEquals(List.of(), found("tell(\"a  b\")", "\"a b\""));
        assertEquals(List.of("\"a \\\" // b\""), found("tell(\"a \\\" // b\") // c", "\"a \\\" // b\""));
        assertEquals(List.of(), found("tell(\"stop();\")", "stop();"));
        assertEquals(List.of("'\"'"), found("of('\"') + stop(\"\")", "'\"'"));
        assertEquals(List.of("stop()"), found("\"\"\"\n a \"quoted\" stop() \"\"\" + stop()", "stop()"));
    }

    @Test
    void aFragmentIsOfWholeWords() {
        assertEquals(List.of(), found("position += count;", "ion += count"));
        assertEquals(List.of("count;", "count;"), found("count; account; count;", "count;"));
    }

    @Test
    void aRangeOfATextIsSearchedAlone() {
        JavaTokens second = JavaTokens.of("f(); f();", new Range(5, 9));
        assertEquals(List.of(new Range(5, 9)), second.occurrencesOf(JavaTokens.of("f();")));
    }

    @Test
    void whiteSpaceAloneIsNoFragment() {
        JavaTokens text = JavaTokens.of("a b");
        JavaTokens blank = JavaTokens.of(" \n");
        assertThrows(IllegalArgumentException.class, () -> text.occurrencesOf(blank));
    }
}
