package org.rbd4j.sim.config;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.math.BigInteger;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.From;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Values are read as rados_conf_set and rados_conf_get of librados 16.2.15 were seen to read them. */
class OptionTypeTest {
    private static final BigInteger UNSIGNED_LIMIT = BigInteger.ONE.shiftLeft(64);

    @ParameterizedTest
    @CsvSource({
        "BOOL, tRuE, true",
        "BOOL, ' 1', true",
        "BOOL, -2147483648, true",
        "BOOL, -0, false",
        "BOOL, 00, false",
        "INT, +22, 22",
        "INT, -15, -15",
        "INT, ' 1K', 1000",
        "INT, 9E, 9000000000000000000",
        "INT, -9223372036854775808, -9223372036854775808",
        "UINT, -0K, 0",
        "UINT, 00001K, 1000",
        "SIZE, 010, 10",
        "SIZE, '4M ', 4194304",
        "SIZE, 4KK, 4096",
        "SIZE, 1K1, 1024",
        "SIZE, 1BK, 1",
        "SIZE, 4K_, 4096",
        "SIZE, 7E, 8070450532247928832",
        "FLOAT, 0x1p3, 8.0",
        "FLOAT, 0x1.8, 1.5",
        "FLOAT, ' +.5', 0.5",
        "FLOAT, 1., 1.0",
        "FLOAT, -0, -0.0",
        "FLOAT, 0e9, 0.0",
        "FLOAT, INF, Infinity",
        "FLOAT, -infinity, -Infinity",
        "FLOAT, nan(1), NaN",
        "SECS, '', 0",
        "SECS, 1h2m3s, 3723",
        "SECS, ' 1 hour30 ', 3630",
        "SECS, 1s1, 2",
        "SECS, 1 mo, 2592000",
        "SECS, 2 yr 1w, 63676800",
        "SECS, 9223372036854775807m, -60",
        "FEATURES, '', 61",
        "FEATURES, ' 0061 ', 61",
        "FEATURES, 'layering , deep-flatten', 33",
        "FEATURES, 'layering,layering,layering', 3",
        "FEATURES, non-primary, 1024",
        "FEATURES, -18446744073709551600, 16",
        "UUID, 20A9BFED-32e7-498a-b51b-d32b399b09e6, 20A9BFED-32e7-498a-b51b-d32b399b09e6",
        "UUID, {20a9bfed32e7498ab51bd32b399b09e6}, {20a9bfed32e7498ab51bd32b399b09e6}",
        "DEBUG, 5 / 5, 5 / 5",
        "DEBUG, 5//6, 5//6",
        "DEBUG, 4294967297, 4294967297",
        "ADDR, v1:1.2.3.4:5/6x, v1:1.2.3.4:5/6x",
        "ADDR, 1.2.3.4 junk, 1.2.3.4 junk",
        "ADDR, 'any:1.2.3.4,', 'any:1.2.3.4,'",
        "ADDR, 1.2.3.4/99999999999, 1.2.3.4/99999999999",
        "ADDR, [::1]], [::1]]",
        "ADDR, fe80::1%eth0, fe80::1%eth0",
        "ADDR, ::ffff:1.2.3.4, ::ffff:1.2.3.4",
        "ADDR, 1:2:3:4:5:6:7:8, 1:2:3:4:5:6:7:8",
        "ADDR, -, -",
        "ADDRVEC, '[v1:1.2.3.4:1/0,v2:1.2.3.4:2/0]', '[v1:1.2.3.4:1/0,v2:1.2.3.4:2/0]'",
        "ADDRVEC, [1.2.3.4:5], [1.2.3.4:5]",
        "ADDRVEC, [-], [-]",
        "STR, ' any ', ' any '",
        "DEADLINE, 0.5, 0.5",
    })
    void whatIsRead(OptionType type, String text, String value) {
        assertEquals(value, type.read(text).toString());
    }

    @ParameterizedTest
    @CsvSource({
        "BOOL, yes",
        "BOOL, 0x1",
        "BOOL, '1 '",
        "BOOL, 2147483648",
        "BOOL, fal\u017fe",
        "BOOL, \u0661",
        "BOOL, ''",
        "INT, ''",
        "INT, 1B",
        "INT, 10Ki",
        "INT, 1k",
        "INT, 1 K",
        "INT, 1+1",
        "INT, 10E",
        "INT, '1 '",
        "UINT, -1",
        "UINT, 18446744073709552K",
        "UINT, 18446744073709551615",
        "UINT, K",
        "SIZE, 4MiB",
        "SIZE, 4k",
        "SIZE, ' 4M'",
        "SIZE, 4 M",
        "SIZE, 4_K",
        "SIZE, 1Bi",
        "SIZE, 1i",
        "SIZE, K",
        "SIZE, 16777216T",
        "SIZE, 9223372036854775808",
        "SIZE, -1K",
        "SIZE, 1K\u00e9",
        "SIZE, 1.5G",
        "SIZE, ''",
        "FLOAT, 1e309",
        "FLOAT, 4.9e-324",
        "FLOAT, 1d",
        "FLOAT, 1f",
        "FLOAT, '1.5 '",
        "FLOAT, 0x1p",
        "FLOAT, .",
        "FLOAT, ''",
        "FLOAT, '1,5'",
        "SECS, -1",
        "SECS, +1",
        "SECS, 1.5",
        "SECS, 1S",
        "SECS, 1 1",
        "SECS, '1h,2m'",
        "SECS, h",
        "SECS, 1 fortnight",
        "SECS, 9223372036854775808",
        "MILLISECS, 50",
        "MILLISECS, 0",
        "FEATURES, 'layering,'",
        "FEATURES, LAYERING",
        "FEATURES, 256",
        "FEATURES, 4096",
        "FEATURES, -1",
        "FEATURES, 18446744073709551617",
        "FEATURES, layering\u00a0",
        "FEATURES, 'layering,1'",
        "UUID, 20a9bfed-32e7498a-b51b-d32b399b09e6",
        "UUID, {20a9bfed-32e7-498a-b51b-d32b399b09e6",
        "UUID, ''",
        "DEBUG, ''",
        "DEBUG, x",
        "DEBUG, /5",
        "ADDR, 1.2.3",
        "ADDR, 1.2.3.256",
        "ADDR, 01.2.3.4",
        "ADDR, 1.2.3.4:65536",
        "ADDR, 1.2.3.4:99999999999",
        "ADDR, [::1",
        "ADDR, [1.2.3.4:5]",
        "ADDR, 1:2:3:4:5:6:7:8:9",
        "ADDR, 1::2::3",
        "ADDR, V1:1.2.3.4",
        "ADDR, v1:v1:1.2.3.4",
        "ADDR, ' 1.2.3.4'",
        "ADDR, localhost",
        "ADDR, ''",
        "ADDRVEC, '[v1:1.2.3.4,]'",
        "ADDRVEC, []",
        "ADDRVEC, '[1.2.3.4'",
        "DEADLINE, 0",
        "DEADLINE, -1",
        "DEADLINE, 1s",
        "DEADLINE, ''",
    })
    void whatIsRefused(OptionType type, String text) {
        assertThrows(IllegalArgumentException.class, () -> type.read(text));
    }

    @ParameterizedTest
    @CsvSource({"100", "-1", "5/100", "1/-1", "99999999999", "2147483648"})
    void aLevelOutOfRange(String text) {
        assertThrows(ArithmeticException.class, () -> OptionType.DEBUG.read(text));
    }

    @Property
    void sizesAreCountedInPowersOf1024(@ForAll long number, @ForAll @From("units") String unit) {
        BigInteger bytes =
                BigInteger.valueOf(number).multiply(BigInteger.valueOf(1024).pow(power(unit)));
        assertReads(OptionType.SIZE, number + unit, bytes, BigInteger.ZERO, UNSIGNED_LIMIT);
    }

    @Property
    void numbersAreCountedInPowersOf1000(@ForAll long number, @ForAll @From("units") String unit) {
        BigInteger value =
                BigInteger.valueOf(number).multiply(BigInteger.valueOf(1000).pow(power(unit)));
        assertReads(OptionType.UINT, number + unit, value, BigInteger.ZERO, UNSIGNED_LIMIT);
        BigInteger half = UNSIGNED_LIMIT.shiftRight(1);
        assertReads(OptionType.INT, number + unit, value, half.negate(), half);
    }

    @Provide
    Arbitrary<String> units() {
        return Arbitraries.of("", "K", "M", "G", "T", "P", "E");
    }

    private static int power(String unit) {
        return unit.isEmpty() ? 0 : "KMGTPE".indexOf(unit) + 1;
    }

    private static void assertReads(
            OptionType type, String text, BigInteger value, BigInteger least, BigInteger limit) {
        if (value.compareTo(least) < 0 || value.compareTo(limit) >= 0) {
            assertThrows(IllegalArgumentException.class, () -> type.read(text));
        } else {
            assertEquals(value.longValue(), type.read(text));
        }
    }

    @Property
    void doublesAreReadAsTheyAreWritten(@ForAll double number) {
        assertEquals(number, OptionType.FLOAT.read(Double.toString(number)));
    }
}
