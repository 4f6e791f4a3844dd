package org.rbd4j.conformance.wrong;

import java.util.List;

/** Wrong rules of a client's options. */
final class WrongOptions {
    private WrongOptions() {}

    static List<WrongRule> rules() {
        return List.of(
                new WrongRule(
                        "an option that there is not is an invalid argument",
                        "CephOptions",
                        "read",
                        "throw new ConfigurationNotFoundException(",
                        "throw new InvalidArgumentException(",
                        "Options.anOptionThatDoesNotExist"),
                new WrongRule(
                        "an option whose name is empty is not there",
                        "CephOptions",
                        "read",
                        "if (name.isEmpty()) {",
                        "if (false) {",
                        "Options.noOptionHasSuchAName"),
                new WrongRule(
                        "of an option that is there twice one value counts",
                        "CephOptions",
                        "byCephsNames",
                        "byName.put(cephsName(name), value) != null",
                        "byName.put(cephsName(name), value) == \"\"",
                        "Options.anOptionIsThereOnce"),
                new WrongRule(
                        "a blank in a name is a blank",
                        "CephOptions",
                        "cephsName",
                        ".replaceAll(\"\\\\s+\", \"_\")",
                        "",
                        "Options.blanksInANameAreUnderscores"),
                new WrongRule(
                        "only options of librbd's are known",
                        "CephOptions",
                        "load",
                        ".filter(line -> !line.startsWith(\"#\"))",
                        ".filter(line -> line.startsWith(\"rbd\"))",
                        "Options.anyOtherOptionOfCephsIsTaken"),
                new WrongRule(
                        "a discard granularity need not be a power of two",
                        "ClientOptions",
                        "discardGranularity",
                        "Long.bitCount(granularity) != 1",
                        "false",
                        "Options.aValueThatAnOptionRefuses"),
                new WrongRule(
                        "a value may hold a NUL",
                        "ClientOptions",
                        "parse",
                        "Arguments.requireCString(\"connect: option \" + Quoted.of(name), value);",
                        "",
                        "Options.noValueHoldsANul"),
                new WrongRule(
                        "a log's level out of range is an invalid argument",
                        "CephOptions",
                        "read",
                        "RbdException.of(Errno.ERANGE,",
                        "RbdException.of(Errno.EINVAL,",
                        "Options.theLevelOfALogHasARange"),
                new WrongRule(
                        "an option is off by its word alone",
                        "StrictNumbers",
                        "bool",
                        "return number != 0;",
                        "return true;",
                        "Options.aValueThatAnOptionTakes"),
                new WrongRule(
                        "of the order all bits count",
                        "ClientOptions",
                        "creationDefaults",
                        " & ORDER_MASK",
                        " & Integer.MAX_VALUE",
                        "Options.theOrderOfANewImage"),
                new WrongRule(
                        "an order that is too small is the smallest",
                        "ClientOptions",
                        "creationDefaults",
                        "(int) ((Long) values.get(\"rbd_default_order\")",
                        "(int) Math.max(12, (Long) values.get(\"rbd_default_order\")",
                        "Options.noImageHasSuchAnOrder"),
                new WrongRule(
                        "a kilobyte is 1000 bytes",
                        "StrictNumbers",
                        "size",
                        ".shiftLeft(shift)",
                        ".multiply(BigInteger.valueOf(shift == 0 ? 1 : 1000))",
                        "Options.theStripeUnitOfANewImageHasUnits"),
                new WrongRule(
                        "a stripe unit beyond a long is none",
                        "ClientOptions",
                        "creationDefaults",
                        "unit < 0 ? Long.MAX_VALUE : unit",
                        "unit < 0 ? 4096 : unit",
                        "Options.noImageHasSuchAStripeUnit"),
                new WrongRule(
                        "a feature that is named twice is there once",
                        "FeatureBits",
                        "parse",
                        ".sum()",
                        ".reduce(0, (a, b) -> a | b)",
                        "Options.theFeaturesOfANewImage"));
    }
}
