package org.rbd4j.conformance;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.rbd4j.RbdException;

/**
 * What every message of an {@link RbdException} keeps to, so that a log alone tells what happened: the operation first, then what it was
 * asked of between quotes, then numbers and the reason; on one line, without what only a program could read.
 */
public final class MessageForm {
    private static final int LONGEST = 1200;
    private static final Pattern OPERATION =
            Pattern.compile("[a-z][A-Za-z]*(\\.[a-z][A-Za-z]*)?( of)?( '.*|: .*|$)", Pattern.DOTALL);

    private static final Map<Pattern, String> FAULTS = Map.of(
            Pattern.compile("\\p{Cntrl}"), "has a control character",
            Pattern.compile("Optional(Int|Long)?[.\\[]"), "shows an Optional of Java's",
            Pattern.compile("org\\.rbd4j\\.|java\\.(lang|util)\\."), "names a class",
            Pattern.compile("@[0-9a-f]{6,}\\b"), "shows an object's address",
            Pattern.compile("\\bnull\\b"), "shows a null",
            Pattern.compile("  "), "has two blanks",
            Pattern.compile("(?<![-0-9])1 bytes\\b"), "speaks of 1 bytes",
            Pattern.compile(": (:|$)"), "has a reason that is empty");

    private MessageForm() {}

    /**
     * Looks at a message.
     *
     * @param failure whose message
     * @return what is wrong with it, or nothing
     */
    public static Optional<String> faultOf(RbdException failure) {
        String message = failure.getMessage();
        if (message == null || message.isBlank()) {
            return Optional.of("there is no message");
        }
        if (message.length() > LONGEST) {
            return Optional.of("it has " + message.length() + " characters");
        }
        if (!OPERATION.matcher(message).matches()) {
            return Optional.of("it does not begin with the operation and what it was asked of: " + message);
        }
        List<String> faults = FAULTS.entrySet().stream()
                .filter(fault -> fault.getKey().matcher(message).find())
                .map(Map.Entry::getValue)
                .sorted()
                .toList();
        return faults.isEmpty() ? Optional.empty() : Optional.of("it " + String.join(", ", faults) + ": " + message);
    }
}
