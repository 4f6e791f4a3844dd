package org.rbd4j.bench;

/** A constant, beside which an absolute figure is counted. */
enum Unit implements Measured {
    MICROSECOND("1 µs", 1_000),
    MILLISECOND("1 ms", 1_000_000),
    BYTE("1 B", 1),
    KIBIBYTE("1 KiB", 1024);

    private final String words;
    private final double size;

    Unit(String words, double size) {
        this.words = words;
        this.size = size;
    }

    @Override
    public double measure() {
        return size;
    }

    @Override
    public String text(double value) {
        return words;
    }
}
