package org.rbd4j.conformance.wrong;

import java.util.List;
import java.util.stream.Stream;

/**
 * One rule that a wrong simulator has instead of the right one: a patch of one method.
 *
 * @param name what the wrong simulator does
 * @param type the class, by its simple name, which is a nested one's if no file is named so; or where that is not enough, by
 *     the end of its full name, as {@code RadosObject.Change}; {@link #CHANNEL} for the one class of rbd-api that may be wrong
 * @param method the method of that class or of one that is nested in it, all its overloads; a constructor has the name of its
 *     class; {@link #OUTSIDE_METHODS} for the imports, the class's head, fields and initialisers
 * @param fragment what stands there, but for white space and comments; it must occur exactly once
 * @param replacement what stands there in the wrong simulator
 * @param caughtBy names of {@link Catcher}s that each catch it: laws, as {@code Clones.aSnapshotWithClonesStays}, and operations
 *     whose requests fail, as {@code FailedRequests.CREATE}; empty if none of them can know, and only lockstep sees it
 * @param program the lockstep's program that was seen to tell the difference, which is tried before all others
 */
record WrongRule(
        String name,
        String type,
        String method,
        String fragment,
        String replacement,
        List<String> caughtBy,
        int program) {
    /** The one class of rbd-api that a wrong simulator may have in its own way. */
    static final String CHANNEL = "ImageChannel";

    static final String OUTSIDE_METHODS = "";

    /** A rule that laws know, or the table of what failed requests leave. */
    WrongRule(
            String name,
            String type,
            String method,
            String fragment,
            String replacement,
            String catcher,
            String... moreCatchers) {
        this(
                name,
                type,
                method,
                fragment,
                replacement,
                Stream.concat(Stream.of(catcher), Stream.of(moreCatchers)).toList(),
                0);
    }

    /** A rule of which no law can know: it is how librbd is, and no promise to anybody. */
    WrongRule(String name, String type, String method, String fragment, String replacement, int program) {
        this(name, type, method, fragment, replacement, List.of(), program);
    }

    @Override
    public String toString() {
        return name;
    }
}
