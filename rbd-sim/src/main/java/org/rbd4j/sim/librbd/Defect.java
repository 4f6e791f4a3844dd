package org.rbd4j.sim.librbd;

/** A defect of librbd's own that answers show, and that the simulator reproduces unless it is told not to. */
public enum Defect {
    /** A copy that asks the source's own object map forgets what only the parent has. */
    COPY_LOSES_PARENT("librbd loses the parent's data here, and so does the simulator"),

    /** A rollback to a snapshot whose object map is invalid makes that map HEAD's valid one. */
    ROLLBACK_TRUSTS_INVALID_MAP(
            "librbd makes the snapshot's invalid object map HEAD's valid one here, and so does the simulator");

    private final String consequence;

    Defect(String consequence) {
        this.consequence = consequence;
    }

    /**
     * What comes of it.
     *
     * @return for a warning
     */
    public String consequence() {
        return consequence;
    }
}
