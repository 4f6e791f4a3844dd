package org.rbd4j.conformance.wrong;

import java.util.List;
import org.rbd4j.conformance.wrong.JavaTokens.Range;

/**
 * A stretch of a source file that belongs to one method, or to one type and none of its methods.
 *
 * @param file the file
 * @param type the full name of the innermost type that it belongs to
 * @param method the method, by the type's simple name if a constructor; {@link WrongRule#OUTSIDE_METHODS} if none
 * @param tokens what stands there
 */
record SourceRegion(SourceFile file, String type, String method, JavaTokens tokens) {
    /** Whether this belongs to a type or to one that is nested in it. */
    boolean isWithin(String outer) {
        return type.equals(outer) || type.startsWith(outer + ".");
    }

    /** Where a fragment stands in this. */
    List<Occurrence> occurrencesOf(JavaTokens fragment) {
        return tokens.occurrencesOf(fragment).stream()
                .map(range -> new Occurrence(this, range))
                .toList();
    }

    @Override
    public String toString() {
        return method.equals(WrongRule.OUTSIDE_METHODS) ? type + " outside its methods" : type + "." + method;
    }

    /**
     * One place where a fragment stands.
     *
     * @param region the region that it is in
     * @param range where in the file
     */
    record Occurrence(SourceRegion region, Range range) {}
}
