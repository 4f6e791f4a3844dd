package org.rbd4j.sim;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;

import org.junit.jupiter.api.Test;

class FirstUseTest {
    @Test
    void theFirstCallsAllDoWhatTheyShould() {
        assertDoesNotThrow(RehearsedCalls::make);
        assertDoesNotThrow(RehearsedMeetings::make);
    }
}
