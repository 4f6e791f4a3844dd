package org.rbd4j.sim.config;

import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Numbers as Ceph reads them in options. Each method refuses what is no such number with {@link IllegalArgumentException}, whose
 * message is the reason.
 *
 * <p>Ceph: strict_strtoll, strict_si_cast, strict_iecstrtoll, strict_strtod, parse_timespan.
 */
final class StrictNumbers {
    private static final Pattern INTEGER = Pattern.compile("\\s*([+-]?[0-9]+)");
    private static final Pattern BOOLEAN_WORD = Pattern.compile("(?i)true|false");
    private static final Pattern FLOATING =
            Pattern.compile("(?i)\\s*([+-]?)(?:(inf|infinity)|(nan(?:\\([0-9a-z_]*\\))?)"
                    + "|(0x(?:[0-9a-f]+\\.?[0-9a-f]*|\\.[0-9a-f]+)(?:p[+-]?[0-9]+)?)"
                    + "|((?:[0-9]+\\.?[0-9]*|\\.[0-9]+)(?:e[+-]?[0-9]+)?))");
    private static final Pattern TIME = Pattern.compile("\\s*([0-9]+)\\s*([A-Za-z]*)");

    private static final String DECIMAL_UNITS = "KMGTPE";
    private static final String NO_UNIT = "0123456789+-";
    private static final BigInteger LARGEST_UNSIGNED =
            BigInteger.ONE.shiftLeft(64).subtract(BigInteger.ONE);
    private static final int BITS_OF_A_UNIT = 10;
    private static final int MOST_BYTES_OF_A_UNIT = 2;
    private static final long SECONDS_OF_A_DAY = 86400;

    private StrictNumbers() {}

    static long integer(String text) {
        Matcher matcher = INTEGER.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("it is not an integer");
        }
        try {
            return Long.parseLong(matcher.group(1));
        } catch (NumberFormatException tooLarge) {
            throw new IllegalArgumentException("it is outside 64 bits", tooLarge);
        }
    }

    /** True, false, or a number of 32 bits, of which 0 is false. */
    static boolean bool(String text) {
        if (BOOLEAN_WORD.matcher(text).matches()) {
            return text.length() == "true".length();
        }
        long number = integer(text);
        if (number != (int) number) {
            throw new IllegalArgumentException("it is outside 32 bits");
        }
        return number != 0;
    }

    /** A signed number, of which {@code 4K} is 4000. */
    static long decimal(String text) {
        int unit = decimalUnit(text);
        BigInteger number = BigInteger.valueOf(integer(unit == 0 ? text : text.substring(0, text.length() - 1)));
        try {
            return number.multiply(BigInteger.TEN.pow(unit)).longValueExact();
        } catch (ArithmeticException tooLarge) {
            throw new IllegalArgumentException("it is outside 64 bits", tooLarge);
        }
    }

    /** An unsigned number, of which {@code 4K} is 4000. */
    static long unsignedDecimal(String text) {
        int unit = decimalUnit(text);
        long number = integer(unit == 0 ? text : text.substring(0, text.length() - 1));
        return unsigned(BigInteger.valueOf(number).multiply(BigInteger.TEN.pow(unit)));
    }

    private static int decimalUnit(String text) {
        if (indexOfUnit(text) == text.length()) {
            return 0;
        }
        char unit = text.charAt(text.length() - 1);
        if (unit == 'B') {
            return 0;
        }
        int power = DECIMAL_UNITS.indexOf(unit) + 1;
        if (power == 0) {
            throw new IllegalArgumentException("its unit is none of K, M, G, T, P, E");
        }
        return 3 * power;
    }

    /** An unsigned number of bytes, of which {@code 4K} and {@code 4Ki} are 4096. */
    static long size(String text) {
        int at = indexOfUnit(text);
        String unit = text.substring(at);
        int shift = 0;
        if (!unit.isEmpty()) {
            boolean isTooLong = unit.getBytes(StandardCharsets.UTF_8).length > MOST_BYTES_OF_A_UNIT;
            shift = BITS_OF_A_UNIT * ("B" + DECIMAL_UNITS).indexOf(unit.charAt(0));
            if (isTooLong || shift < 0 || unit.equals("Bi")) {
                throw new IllegalArgumentException("its unit is none of B, K, M, G, T, P, E");
            }
        }
        return unsigned(BigInteger.valueOf(integer(text.substring(0, at))).shiftLeft(shift));
    }

    private static int indexOfUnit(String text) {
        int at = 0;
        while (at < text.length() && NO_UNIT.indexOf(text.charAt(at)) >= 0) {
            at++;
        }
        return at;
    }

    private static long unsigned(BigInteger number) {
        if (number.signum() < 0) {
            throw new IllegalArgumentException("it is negative");
        }
        if (number.compareTo(LARGEST_UNSIGNED) > 0) {
            throw new IllegalArgumentException("it is outside 64 bits");
        }
        return number.longValue();
    }

    static double floating(String text) {
        Matcher matcher = FLOATING.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("it is not a number");
        }
        double sign = matcher.group(1).equals("-") ? -1 : 1;
        if (matcher.group(2) != null) {
            return sign * Double.POSITIVE_INFINITY;
        }
        if (matcher.group(3) != null) {
            return Double.NaN;
        }
        String hexadecimal = matcher.group(4);
        if (hexadecimal != null) {
            boolean hasExponent = hexadecimal.indexOf('p') >= 0 || hexadecimal.indexOf('P') >= 0;
            String digits = hexadecimal.substring("0x".length());
            return sign * inRange(hexadecimal + (hasExponent ? "" : "p0"), digits.split("[pP]")[0]);
        }
        String decimal = matcher.group(5);
        return sign * inRange(decimal, decimal.split("[eE]")[0]);
    }

    private static double inRange(String text, String mantissa) {
        double value = Double.parseDouble(text);
        boolean isTooSmall = value < Double.MIN_NORMAL && mantissa.matches(".*[1-9a-fA-F].*");
        if (isTooSmall || Double.isInfinite(value)) {
            throw new IllegalArgumentException("it is outside the range of a double");
        }
        return value;
    }

    /** Spans of time that are added up, as in {@code 1 hour 30m}; of the last one the unit may be left out. */
    static long seconds(String text) {
        long sum = 0;
        Matcher span = TIME.matcher(text);
        int end = 0;
        while (span.find(end) && span.start() == end) {
            if (span.group(2).isEmpty() && span.end() < text.length()) {
                throw new IllegalArgumentException("a number without a unit is followed by something");
            }
            // Ceph lets it overflow.
            sum += integer(span.group(1)) * secondsOf(span.group(2));
            end = span.end();
        }
        if (!text.substring(end).matches("\\s*")) {
            throw new IllegalArgumentException("it is not a time such as 90, 90s or 1 hour 30 min");
        }
        return sum;
    }

    private static long secondsOf(String unit) {
        return switch (unit) {
            case "", "s", "sec", "second", "seconds" -> 1;
            case "m", "min", "minute", "minutes" -> 60;
            case "h", "hr", "hour", "hours" -> 3600;
            case "d", "day", "days" -> SECONDS_OF_A_DAY;
            case "w", "wk", "week", "weeks" -> 7 * SECONDS_OF_A_DAY;
            case "mo", "month", "months" -> 30 * SECONDS_OF_A_DAY;
            case "y", "yr", "year", "years" -> 365 * SECONDS_OF_A_DAY;
            default -> throw new IllegalArgumentException("there is no unit of time '" + unit + "'");
        };
    }
}
