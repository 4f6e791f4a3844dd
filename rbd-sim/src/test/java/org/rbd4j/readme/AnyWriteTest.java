package org.rbd4j.readme;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.rbd4j.Image;
import org.rbd4j.sim.junit.RbdSimProperty;
import org.rbd4j.sim.junit.TestImage;

@RbdSimProperty(options = "rbd_default_order=12")
class AnyWriteTest {
    @Property(tries = 50)
    void whatIsWrittenIsRead(
            @ForAll @Size(min = 1, max = 9000) byte[] bytes,
            @ForAll @IntRange(max = 50_000) int offset,
            @TestImage(sizeInBytes = 60_000) Image image) {
        image.write(offset, bytes);
        assertArrayEquals(bytes, image.read(offset, bytes.length));
    }
}
