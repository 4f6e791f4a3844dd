package org.rbd4j;

/** Is told the extents of a diff, one by one. */
@FunctionalInterface
public interface DiffVisitor {
    /**
     * Takes one extent. What this method throws ends the iteration and reaches the caller of the diff.
     *
     * @param extent the extent
     */
    void visit(DiffExtent extent);
}
