package org.rbd4j.conformance.lockstep;

import org.rbd4j.Image;

/** A handle that a program opened and did not close. */
final class HandleState {
    final int number;
    final int client;
    final ImageState image;
    final boolean readOnly;
    final Image handle;
    boolean atSnapshot;

    HandleState(int number, int client, ImageState image, boolean readOnly, boolean atSnapshot, Image handle) {
        this.number = number;
        this.client = client;
        this.image = image;
        this.readOnly = readOnly;
        this.atSnapshot = atSnapshot;
        this.handle = handle;
    }

    boolean writesHead() {
        return !readOnly && !atSnapshot;
    }

    boolean maintains() {
        return !readOnly;
    }

    @Override
    public String toString() {
        return "handle" + number;
    }
}
