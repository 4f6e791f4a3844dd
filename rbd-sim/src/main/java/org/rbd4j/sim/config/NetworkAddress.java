package org.rbd4j.sim.config;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Addresses as Ceph reads them in options: {@code [v1:|v2:|any:]IP[:PORT][/NONCE]}. What follows an address is not looked at.
 *
 * <p>Ceph: entity_addr_t::parse, entity_addrvec_t::parse.
 */
final class NetworkAddress {
    private static final Pattern TYPE = Pattern.compile("(?:v1:|v2:|any:)?(\\[?)");
    private static final Pattern IPV4 = Pattern.compile("[0-9.]*");
    private static final Pattern IPV6 = Pattern.compile("[0-9a-fA-F:]*");
    private static final Pattern OCTET = Pattern.compile("0|[1-9][0-9]{0,2}");
    private static final Pattern GROUP = Pattern.compile("[0-9a-fA-F]{1,4}");
    private static final Pattern PORT_AND_NONCE = Pattern.compile("(?::([0-9]*))?(?:/[0-9]*)?");
    private static final int LARGEST_OCTET = 255;
    private static final int LARGEST_PORT = 65535;
    private static final int OCTETS = 4;
    private static final int GROUPS = 8;

    private static final BigInteger LARGEST_LONG = BigInteger.valueOf(Long.MAX_VALUE);

    private NetworkAddress() {}

    /** Tells whether a text begins with an address. */
    static boolean isAddress(String text) {
        return endOfAddress(text, 0) >= 0;
    }

    /** Tells whether a text begins with an address, or is a list of them in brackets. */
    static boolean isAddressList(String text) {
        if (isAddress(text)) {
            return true;
        }
        if (!text.startsWith("[")) {
            return false;
        }
        int at = 0;
        do {
            at = endOfAddress(text, at + 1);
        } while (at >= 0 && text.startsWith(",", at));
        return at >= 0 && text.startsWith("]", at);
    }

    /** Where the address ends that begins there; below 0 if none does. */
    private static int endOfAddress(String text, int begin) {
        if (text.startsWith("-", begin)) {
            return begin + 1;
        }
        Matcher type = from(TYPE, text, begin);
        int end = endOfIp(text, type.end());
        if (end < 0) {
            return end;
        }
        if (!type.group(1).isEmpty()) {
            if (!text.startsWith("]", end)) {
                return -1;
            }
            end++;
        }
        Matcher rest = from(PORT_AND_NONCE, text, end);
        return rest.group(1) != null && toInt(rest.group(1)) > LARGEST_PORT ? -1 : rest.end();
    }

    private static Matcher from(Pattern pattern, String text, int begin) {
        Matcher matcher = pattern.matcher(text).region(begin, text.length());
        if (!matcher.lookingAt()) {
            throw new IllegalStateException(pattern + " matches the empty text, too");
        }
        return matcher;
    }

    private static int endOfIp(String text, int begin) {
        Matcher ipv4 = from(IPV4, text, begin);
        if (isIpv4(ipv4.group())) {
            return ipv4.end();
        }
        Matcher ipv6 = from(IPV6, text, begin);
        return isIpv6(ipv6.group()) ? ipv6.end() : -1;
    }

    private static boolean isIpv4(String text) {
        String[] octets = text.split("\\.", -1);
        return octets.length == OCTETS
                && Arrays.stream(octets)
                        .allMatch(octet -> OCTET.matcher(octet).matches() && Integer.parseInt(octet) <= LARGEST_OCTET);
    }

    /** Eight groups, or fewer with one gap. */
    private static boolean isIpv6(String text) {
        String[] sides = text.split("::", -1);
        if (sides.length == 1) {
            return countGroups(text) == GROUPS;
        }
        int left = countGroups(sides[0]);
        int right = countGroups(sides[1]);
        return sides.length == 2 && left >= 0 && right >= 0 && left + right < GROUPS;
    }

    /** How many groups; below 0 if one is malformed. */
    private static int countGroups(String text) {
        if (text.isEmpty()) {
            return 0;
        }
        String[] groups = text.split(":", -1);
        return Arrays.stream(groups).allMatch(group -> GROUP.matcher(group).matches()) ? groups.length : -1;
    }

    /** What atoi makes of it. */
    private static int toInt(String digits) {
        return digits.isEmpty()
                ? 0
                : (int) new BigInteger(digits).min(LARGEST_LONG).longValue();
    }
}
