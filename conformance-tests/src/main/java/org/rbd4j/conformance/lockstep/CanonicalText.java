package org.rbd4j.conformance.lockstep;

import java.util.List;
import java.util.Optional;
import java.util.StringJoiner;
import java.util.stream.Collectors;
import org.rbd4j.DiffExtent;
import org.rbd4j.DiffRange;
import org.rbd4j.Features;
import org.rbd4j.ImageFlag;
import org.rbd4j.ImageFlags;
import org.rbd4j.ImageOptions;
import org.rbd4j.OpenOptions;

/**
 * The text of what steps are asked and answer, which a transcript keeps. Two answers have the same text if and only if lockstep
 * takes them for equal, up to checksums of content. It depends on no {@code toString} of the interface, so that the interface may
 * grow and transcripts stay.
 */
final class CanonicalText {
    private CanonicalText() {}

    static String of(Object answer) {
        if (answer instanceof String || answer instanceof Boolean || answer instanceof Number) {
            return answer.toString();
        } else if (answer instanceof List<?> list) {
            return list.stream().map(CanonicalText::of).collect(Collectors.joining(", ", "[", "]"));
        } else if (answer instanceof Bytes bytes) {
            return bytes.toText();
        } else if (answer instanceof Step.Failure failure) {
            return of(failure);
        } else if (answer instanceof Step.Unexpected unexpected) {
            return "! " + unexpected.thrown();
        } else if (answer instanceof DiffExtent extent) {
            return extent.offset() + "~" + extent.length() + (extent.exists() ? "" : " hole");
        } else if (answer instanceof Features features) {
            return of(features);
        } else if (answer instanceof ImageFlags flags) {
            return of(flags);
        }
        throw new IllegalArgumentException("no text is defined for an answer of " + answer.getClass());
    }

    private static String of(Step.Failure failure) {
        String thrown = failure.thrown().equals(failure.exception()) ? "" : ", thrown as " + failure.thrown();
        String written = failure.written() == 0 ? "" : ", " + failure.written() + " bytes written";
        return "! " + failure.exception() + " " + failure.errno() + written + thrown;
    }

    static String of(Features features) {
        StringJoiner names = new StringJoiner(" ", "(", ")");
        features.known().forEach(feature -> names.add(feature.cephName()));
        if (features.unknownBits() != 0) {
            names.add("0x" + Long.toHexString(features.unknownBits()));
        }
        return names.toString();
    }

    private static String of(ImageFlags flags) {
        StringJoiner names = new StringJoiner(" ", "(", ")");
        long unknown = flags.bits();
        for (ImageFlag flag : ImageFlag.values()) {
            if (flags.contains(flag)) {
                names.add(flag.name());
                unknown &= ~flag.bit();
            }
        }
        if (unknown != 0) {
            names.add("0x" + Long.toHexString(unknown));
        }
        return names.toString();
    }

    static String of(ImageOptions options) {
        StringJoiner given = new StringJoiner(", ", "{", "}");
        options.order().ifPresent(order -> given.add("order " + order));
        options.features().ifPresent(features -> given.add("features " + of(features)));
        options.stripeUnitInBytes().ifPresent(unit -> given.add("stripe unit " + unit));
        options.stripeCount().ifPresent(count -> given.add("stripe count " + count));
        options.format().ifPresent(format -> given.add("format " + format));
        return given.toString();
    }

    static String of(OpenOptions options) {
        Optional<String> at = options.snapshot().map(name -> " at " + name);
        return (options.readOnly() ? "for reading" : "for writing") + at.orElse("");
    }

    static String of(DiffRange range) {
        return range.since().map(name -> "since " + name).orElse("from the beginning")
                + ", " + range.offset() + "~" + range.length()
                + (range.includeParent() ? ", with the parent" : "")
                + (range.wholeObject() ? ", by object" : "");
    }
}
