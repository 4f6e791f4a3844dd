package org.rbd4j.conformance.wrong;

import java.util.List;
import java.util.stream.Stream;

/**
 * One rule that a wrong simulator has instead of the right one: a patch of one source file.
 *
 * @param name what the wrong simulator does
 * @param source the file, relative to the simulator's root package, or {@link #CHANNEL}
 * @param find what stands there; it must occur exactly once
 * @param replacement what stands there in the wrong simulator
 * @param caughtBy laws that each catch it, as {@code Clones.aSnapshotWithClonesStays}; empty if no law can know, and only
 *     lockstep sees it
 * @param program the lockstep's program that was seen to tell the difference, which is tried before all others
 */
record WrongRule(String name, String source, String find, String replacement, List<String> caughtBy, int program) {
    /** The one file of rbd-api that a wrong simulator may have in its own way. */
    static final String CHANNEL = "ImageChannel.java";

    /** A rule that laws know. */
    WrongRule(String name, String source, String find, String replacement, String law, String... moreLaws) {
        this(
                name,
                source,
                find,
                replacement,
                Stream.concat(Stream.of(law), Stream.of(moreLaws)).toList(),
                0);
    }

    /** A rule of which no law can know: it is how librbd is, and no promise to anybody. */
    WrongRule(String name, String source, String find, String replacement, int program) {
        this(name, source, find, replacement, List.of(), program);
    }

    @Override
    public String toString() {
        return name;
    }
}
