package org.rbd4j.sim.config;

import java.math.BigDecimal;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How the values of some options are read. */
enum OptionType {
    BOOL(StrictNumbers::bool),
    INT(StrictNumbers::decimal),
    UINT(StrictNumbers::unsignedDecimal),
    SIZE(StrictNumbers::size),
    FLOAT(StrictNumbers::floating),
    SECS(StrictNumbers::seconds),
    /** Ceph takes each value for one that is below the least. */
    MILLISECS(text -> {
        throw new IllegalArgumentException("Ceph refuses every value of an option in milliseconds");
    }),
    STR(text -> text),
    ADDR(text -> require(NetworkAddress.isAddress(text), text, "it is no address")),
    ADDRVEC(text -> require(NetworkAddress.isAddressList(text), text, "it is neither an address nor a list of them")),
    UUID(text -> require(Patterns.UUID.matcher(text).matches(), text, "it is no UUID")),
    /** The names or the bits of features; read as bits. */
    FEATURES(FeatureBits::parse),
    /** One level for the log, or two: what is written at once, and what is kept for a crash. */
    DEBUG(OptionType::debugLevel),
    /** The binding's own: a positive decimal number of seconds. */
    DEADLINE(OptionType::deadline);

    /** In a class of their own, for an enum's constants are made before its static fields. */
    private static final class Patterns {
        private static final Pattern DEBUG_LEVEL =
                Pattern.compile("\\s*([+-]?[0-9]{1,18})(?:/\\s*([+-]?[0-9]{1,18}))?");
        private static final Pattern UUID;

        static {
            String hyphenated = "[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}";
            String digits = "(?:" + hyphenated + "|[0-9a-fA-F]{32})";
            UUID = Pattern.compile(digits + "|\\{" + digits + "\\}");
        }
    }

    private static final int HIGHEST_DEBUG_LEVEL = 99;
    private static final int NANOS_OF_A_SECOND = 9;

    private final Function<String, Object> reading;

    OptionType(Function<String, Object> reading) {
        this.reading = reading;
    }

    /**
     * Reads a value.
     *
     * @return a Boolean, a Long, which may be unsigned, a Double or the text
     * @throws IllegalArgumentException with the reason, if the text is no such value
     * @throws ArithmeticException with the reason, if Ceph calls the value out of range
     */
    Object read(String text) {
        return reading.apply(text);
    }

    /** What is compared with the bounds of an option's range. */
    double magnitude(Object value) {
        long number = value instanceof Long integer ? integer : 0;
        if ((this == UINT || this == SIZE) && number < 0) {
            return (number >>> 1) * 2.0;
        }
        return ((Number) value).doubleValue();
    }

    private static Object require(boolean condition, String text, String otherwise) {
        if (!condition) {
            throw new IllegalArgumentException(otherwise);
        }
        return text;
    }

    private static Object debugLevel(String text) {
        Matcher levels = Patterns.DEBUG_LEVEL.matcher(text);
        if (!levels.lookingAt()) {
            throw new IllegalArgumentException("it is neither N nor N/M");
        }
        requireDebugLevel(levels.group(1));
        if (levels.group(2) != null) {
            requireDebugLevel(levels.group(2));
        }
        return text;
    }

    private static void requireDebugLevel(String digits) {
        int level = (int) Long.parseLong(digits);
        if (level < 0 || level > HIGHEST_DEBUG_LEVEL) {
            throw new ArithmeticException("a level is not within 0..99");
        }
    }

    private static Object deadline(String text) {
        try {
            long nanos = new BigDecimal(text).movePointRight(NANOS_OF_A_SECOND).longValueExact();
            return require(nanos > 0, text, "it is not positive");
        } catch (ArithmeticException | NumberFormatException malformed) {
            throw new IllegalArgumentException("it is not a positive decimal number of seconds", malformed);
        }
    }
}
