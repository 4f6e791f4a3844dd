package org.rbd4j.conformance.wrong;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.util.SourcePositions;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.rbd4j.conformance.wrong.JavaTokens.Range;

/** A source file, cut into its regions: each character from the first import to the last brace is in exactly one. */
final class SourceFile {
    private final CompilationUnitTree unit;
    private final SourcePositions positions;
    private final String text;
    private final List<String> types = new ArrayList<>();
    private final List<SourceRegion> regions = new ArrayList<>();

    SourceFile(CompilationUnitTree unit, SourcePositions positions) throws IOException {
        this.unit = unit;
        this.positions = positions;
        this.text = unit.getSourceFile().getCharContent(true).toString();
        int start = 0;
        for (Tree declaration : unit.getTypeDecls()) {
            if (declaration instanceof ClassTree type) {
                cut(type, unit.getPackageName() + "." + type.getSimpleName(), start);
                start = rangeOf(type).end();
            }
        }
    }

    /** Cuts a type into regions, the first of which begins at a given place before it. */
    private void cut(ClassTree type, String name, int start) {
        types.add(name);
        int at = start;
        for (Tree member : type.getMembers()) {
            if (member instanceof MethodTree || member instanceof ClassTree) {
                Range range = rangeOf(member);
                add(name, WrongRule.OUTSIDE_METHODS, new Range(at, range.start()));
                if (member instanceof MethodTree method) {
                    add(name, nameOf(method, type), range);
                } else {
                    ClassTree nested = (ClassTree) member;
                    cut(nested, name + "." + nested.getSimpleName(), range.start());
                }
                at = range.end();
            }
        }
        add(name, WrongRule.OUTSIDE_METHODS, new Range(at, rangeOf(type).end()));
    }

    private void add(String type, String method, Range range) {
        regions.add(new SourceRegion(this, type, method, JavaTokens.of(text, range)));
    }

    private static String nameOf(MethodTree method, ClassTree type) {
        boolean isConstructor = method.getReturnType() == null;
        return (isConstructor ? type.getSimpleName() : method.getName()).toString();
    }

    private Range rangeOf(Tree tree) {
        return new Range(
                Math.toIntExact(positions.getStartPosition(unit, tree)),
                Math.toIntExact(positions.getEndPosition(unit, tree)));
    }

    /** The full name of the type that the file is named after. */
    String className() {
        return types.get(0);
    }

    /** The full names of all types that the file declares, each before those that are nested in it. */
    List<String> types() {
        return types;
    }

    List<SourceRegion> regions() {
        return regions;
    }

    String text() {
        return text;
    }
}
