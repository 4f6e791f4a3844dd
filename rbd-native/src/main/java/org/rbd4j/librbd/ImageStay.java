package org.rbd4j.librbd;

/** An image as one request in flight keeps it: from when it begins until C is done with it, whoever finds that out. */
final class ImageStay {
    private final ImageLock lock;

    /** Of the lock; 0 while it is not held. Guarded by this. */
    private long stamp;

    ImageStay(ImageLock lock) {
        this.lock = lock;
    }

    void begin() {
        long begun = lock.beginKeeping();
        synchronized (this) {
            stamp = begun;
        }
    }

    /** Harmless if it has not begun, or is over. */
    synchronized void end() {
        if (stamp != 0) {
            lock.endKeeping(stamp);
            stamp = 0;
        }
    }
}
