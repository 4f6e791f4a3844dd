package org.rbd4j.example;

import java.io.IOException;

/** A backup is damaged, cut off, or lacks the one that it builds on; nothing was restored from it. */
final class UnusableBackupException extends IOException {
    private static final long serialVersionUID = 1L;

    UnusableBackupException(String message) {
        super(message);
    }
}
