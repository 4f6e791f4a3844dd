package org.rbd4j.conformance;

import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ArbitrarySupplier;

/** Names for images and snapshots: short, of any characters that UTF-8 can carry, and sometimes with a meaning to somebody. */
final class Names implements ArbitrarySupplier<String> {
    @Override
    public Arbitrary<String> get() {
        Arbitrary<String> any = Arbitraries.strings()
                .all()
                .excludeChars('\0')
                .ofMinLength(1)
                .ofMaxLength(20)
                .filter(Names::encodes);
        return Arbitraries.oneOf(
                any,
                Arbitraries.of("a@b", "a/b", "@", "/", ".", "..", " ", "\n", "%s", "-x", "\u00e4", "\ud83d\ude00"));
    }

    /** No surrogate stands alone. */
    private static boolean encodes(String text) {
        return text.codePoints()
                .noneMatch(point -> point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE);
    }
}
