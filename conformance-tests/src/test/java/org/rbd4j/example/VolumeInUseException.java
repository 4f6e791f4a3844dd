package org.rbd4j.example;

/** Somebody has the volume attached, or something depends on it; the message says who or what. */
final class VolumeInUseException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    VolumeInUseException(String message) {
        super(message);
    }
}
