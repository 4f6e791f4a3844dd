package org.rbd4j.conformance.wrong;

import java.util.List;

/** Wrong rules of diffs. */
final class WrongDiffs {
    private WrongDiffs() {}

    static List<WrongRule> rules() {
        return List.of(
                new WrongRule(
                        "a diff misses a truncation",
                        "ObjectChange",
                        "truncate",
                        "noteModified(size, present.size() - size);",
                        "",
                        "Diff.whateverBecomesOfAnObjectIsInTheDiff"),
                new WrongRule(
                        "a diff misses a write",
                        "ObjectChange",
                        "write",
                        "noteModified(offset, data.length());",
                        "",
                        "Diff.theBaseAndTheDiffMakeTheTarget"),
                new WrongRule(
                        "a diff misses that an object was removed",
                        "ObjectChange",
                        "remove",
                        "noteModified(0, present.size());",
                        "",
                        "Diff.whateverBecomesOfAnObjectIsInTheDiff"),
                new WrongRule(
                        "a diff misses that an object was zeroed",
                        "ObjectChange",
                        "zero",
                        "noteModified(offset, length);",
                        "",
                        "Diff.whateverBecomesOfAnObjectIsInTheDiff"),
                new WrongRule(
                        "a diff misses the second half of what an object had at the beginning",
                        "Walk",
                        "reaches",
                        "changed.union(IntervalSet.of(0, size))",
                        "changed.union(IntervalSet.of(0, size / 2))",
                        "Diff.theDiffFromTheBeginningMakesTheImage"),
                new WrongRule(
                        "a diff never asks the parent",
                        "DiffIterate",
                        "run",
                        "range.includeParent() &&",
                        "false &&",
                        "Diff.theDiffOfACloneWithItsParentMakesTheClone"),
                new WrongRule(
                        "what an object had before counts as changed",
                        "Walk",
                        "reaches",
                        "startSize = size;",
                        "startSize = size; changed = changed.union(IntervalSet.of(0, size));",
                        "Diff.noExtentLiesInAnObjectThatNobodyTouched",
                        "DiffRange.nothingChangedSinceNow"),
                new WrongRule(
                        "a diff of a part begins with its stripe period",
                        "DiffIterate",
                        "extents",
                        "Striper.rangeOn(layout, number, offset, length)",
                        "Striper.rangeOn(layout, number, offset / layout.stripePeriod() * layout.stripePeriod(), length + offset % layout.stripePeriod())",
                        "DiffRange.theDiffOfAPartIsThatPartOfTheDiff"),
                new WrongRule(
                        "a hole is told as data",
                        "DiffIterate",
                        "endPeriod",
                        "inPeriod.add(new DiffExtent(at, size, false))",
                        "inPeriod.add(new DiffExtent(at, size, true))",
                        "DiffRange.extentsAreMergedInsideAnObjectAndNeverAcross"),
                new WrongRule(
                        "a diff stops a byte before the end",
                        "DiffIterate",
                        "run",
                        "Math.min(range.length(), image.selected().size() - range.offset())",
                        "Math.min(range.length(), image.selected().size() - range.offset() - 1)",
                        "DiffRange.theRangeIsClippedAtTheEnd"),
                new WrongRule(
                        "an empty range of a diff past the end is refused",
                        "DiffIterate",
                        "isOfNothing",
                        "range.length() > 0 && range.offset() >= size",
                        "range.offset() >= size",
                        "DiffRange.anEmptyRangeHasNoExtentsAnywhere"),
                new WrongRule(
                        "a diff may begin at the end",
                        "DiffIterate",
                        "isOfNothing",
                        "range.length() > 0 && range.offset() >= size",
                        "range.length() > 0 && range.offset() > size",
                        "DiffRange.aRangeBeyondTheEndsIsRefused",
                        "DiffRange.anEmptyImageHasNoExtents"),
                new WrongRule(
                        "a diff of a negative length has no extents",
                        "SimImage",
                        "diff",
                        "Arguments.requireNotNegative(call, range.length());",
                        "if (range.length() < 0) { return; }",
                        "DiffRange.aNegativeLengthIsRefused"),
                new WrongRule(
                        "a diff may go back in time",
                        "DiffIterate",
                        "isOfNothing",
                        "if (from > image.snapId()) {",
                        "if (false) {",
                        "DiffRange.theEarlierSnapshotIsThereAndEarlier"),
                new WrongRule(
                        "the empty name of a snapshot is the beginning of time",
                        "DiffIterate",
                        "earlierMoment",
                        "range.since().map(",
                        "range.since().filter(name -> !name.isEmpty()).map(",
                        "DiffRange.theSnapshotOfTheEmptyNameIsAnEarlierOneAsWell"),
                new WrongRule(
                        "what a visitor throws is swallowed",
                        "SimImage",
                        "diff",
                        "extents.forEach(visitor::visit);",
                        "try { extents.forEach(visitor::visit); } catch (Throwable swallowed) { return; }",
                        "DiffRange.whatTheVisitorThrowsEndsTheDiffAndReachesTheCaller"),
                new WrongRule(
                        "a handle is of no use to the visitor",
                        "SimImage",
                        "diff",
                        "extents.forEach(visitor::visit);",
                        "closed = true;\ntry { extents.forEach(visitor::visit); } finally { closed = false; }",
                        "DiffRange.theVisitorMayUseTheHandle"),
                new WrongRule(
                        "a diff without a visitor does nothing",
                        "SimImage",
                        "diff",
                        "Objects.requireNonNull(visitor, \"visitor\");",
                        "if (visitor == null) { return; }",
                        "DiffRange.nullIsNoRangeAndNoVisitor"),
                new WrongRule(
                        "a diff tells too much where an object shrank",
                        "Walk",
                        "reaches",
                        "endSize = size;",
                        "endSize = Long.MAX_VALUE;",
                        "ObjectMap.withFastDiffAnObjectThatWasCutIsAnsweredAsAWhole"));
    }
}
