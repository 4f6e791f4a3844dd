package org.rbd4j.bench;

/** A figure that can be measured again and again; a smaller one is a better one. */
interface Measured {
    /** Measures once. */
    double measure();

    /** The figure in words. */
    String text(double value);

    /** The same for each of so many that are measured together. */
    default Measured per(int count) {
        return new Per(this, count);
    }

    /** The part of one. */
    record Per(Measured all, int count) implements Measured {
        @Override
        public double measure() {
            return all.measure() / count;
        }

        @Override
        public String text(double value) {
            return all.text(value);
        }
    }
}
