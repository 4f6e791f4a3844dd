package org.rbd4j.librbd;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** Where this processor has machine code, C calls that and not Java. */
class MachineCodeTest {
    @Test
    void thereIsSomeForThisProcessorIfItIsKnown() {
        boolean isKnown = System.getProperty("os.arch").equals("amd64");
        assertEquals(isKnown, MachineCode.named("tell-extent").isPresent());
        assertEquals(isKnown, MachineCode.named("tell-progress").isPresent());
    }

    @Test
    void thereIsNoneForWhatNobodyWroteDown() {
        assertTrue(MachineCode.named("tell-nothing").isEmpty());
    }
}
