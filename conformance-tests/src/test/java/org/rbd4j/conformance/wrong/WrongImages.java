package org.rbd4j.conformance.wrong;

import java.util.List;

/** Wrong rules of what an image is and tells about itself. */
final class WrongImages {
    private WrongImages() {}

    static List<WrongRule> rules() {
        return List.of(
                new WrongRule(
                        "an image spans as many objects as fit into it",
                        "ImageInfo",
                        "stat",
                        "Striper.objectCount(layout, image.selected().size())",
                        "image.selected().size() / layout.objectSize()",
                        "ImageInfo.anImageIsWhatWasAskedFor"),
                new WrongRule(
                        "the last stripe reaches all objects of its set",
                        "Striper",
                        "objectCount",
                        "count += Math.min(layout.stripeCount(), ceilingDivide(rest, layout.stripeUnit()));",
                        "count += layout.stripeCount();",
                        "ImageInfo.anImageIsWhatWasAskedFor"),
                new WrongRule(
                        "the client's default order is ignored",
                        "NewImage",
                        "of",
                        "asked == 0 ? defaults.order() : asked",
                        "asked == 0 ? 22 : asked",
                        "ImageOptions.whatIsNotAskedForIsTheClustersDefault"),
                new WrongRule(
                        "images have no features by default but layering",
                        "ClientOptions",
                        WrongRule.OUTSIDE_METHODS,
                        "\"rbd_default_features\", \"61\"",
                        "\"rbd_default_features\", \"1\"",
                        "ImageOptions.cephsOwnDefaults"),
                new WrongRule(
                        "all images tell the same block name prefix",
                        "ImageInfo",
                        "stat",
                        "image.header().dataPrefix()",
                        "\"rbd_data.1\"",
                        "ImageInfo.blockNamePrefixesAreUniqueAndStay"),
                new WrongRule(
                        "an order out of range is an invalid argument",
                        "NewImage",
                        "validate",
                        "Errno.EDOM",
                        "Errno.EINVAL",
                        "CloneOptions.anOrderOutOfRange",
                        "ImageOptions.anOrderOutOfRange"),
                new WrongRule(
                        "objects are of 16 MiB at most",
                        "NewImage",
                        WrongRule.OUTSIDE_METHODS,
                        "LARGEST_ORDER = 25",
                        "LARGEST_ORDER = 24",
                        "ImageOptions.anOrderInRange"),
                new WrongRule(
                        "an image's shape is judged before its name",
                        "ImageCatalog",
                        "create",
                        "requireFree(name);\n        create(name, size, NewImage.of(options, defaults));",
                        "NewImage.of(options, defaults).validate(size);\n        requireFree(name);\n        create(name, size, NewImage.of(options, defaults));",
                        "ImageOptions.aTakenNameIsJudgedBeforeTheOrderAndTheOrderBeforeTheName"),
                new WrongRule(
                        "fast-diff does not come with the object map",
                        "NewImage",
                        "completed",
                        "features.with(Feature.FAST_DIFF)",
                        "features",
                        "ImageOptions.everyCombinationOfFeatures"),
                new WrongRule(
                        "an unknown feature is an invalid argument",
                        "NewImage",
                        "requireKnown",
                        "Errno.ENOSYS",
                        "Errno.EINVAL",
                        "ImageOptions.aFeatureThatNobodyKnows"),
                new WrongRule(
                        "what librbd sets by itself can be asked for",
                        "NewImage",
                        "completed",
                        "asked.minus(IMPLICIT)",
                        "asked",
                        "ImageOptions.aFeatureThatLibrbdSetsByItselfIsDropped"),
                new WrongRule(
                        "an object map needs no lock",
                        "NewImage",
                        "validate",
                        "FeatureUpdate.requireConsistent(features);",
                        "FeatureUpdate.requireConsistent(features.without(Feature.OBJECT_MAP));",
                        "CloneOptions.anObjectMapWithoutALock"),
                new WrongRule(
                        "a stripe unit need not divide the object",
                        "NewImage",
                        "validateStriping",
                        "(1L << order) % stripeUnit != 0 ||",
                        "",
                        "CloneOptions.aStripeUnitThatDoesNotDivideTheObject"),
                new WrongRule(
                        "a stripe unit may be a byte",
                        "NewImage",
                        WrongRule.OUTSIDE_METHODS,
                        "SMALLEST_STRIPE_UNIT = 512",
                        "SMALLEST_STRIPE_UNIT = 1",
                        "ImageOptions.aStripingThatIsRefused"),
                new WrongRule(
                        "a striped image does not say so",
                        "NewImage",
                        "completed",
                        "isStriped ? features.with(Feature.STRIPING) : features",
                        "features",
                        "ImageOptions.theStripingBitSetsItself"),
                new WrongRule(
                        "an image is not empty",
                        "NewImage",
                        "validate",
                        "requireKnown(features);",
                        "requireKnown(features);\nif (size == 0) { throw new ErrnoFailure(Errno.EINVAL, \"empty\"); }",
                        "ImageSize.anImageMayBeEmptyOrHuge"),
                new WrongRule(
                        "an object map has room for twice the objects",
                        "Maintenance",
                        "requireMappable",
                        "objectCount > OBJECT_MAP_LIMIT",
                        "objectCount / 2 > OBJECT_MAP_LIMIT",
                        "ImageSize.anObjectMapHasABound"),
                new WrongRule(
                        "an image is created with a negative size",
                        "SimPool",
                        "createImage",
                        "Arguments.requireNotNegative(call, sizeInBytes);",
                        "",
                        "ImageSize.aNegativeSizeIsRefused"),
                new WrongRule(
                        "a read-only handle watches its image",
                        "OpenRequest",
                        "open",
                        "if (!readOnly) {",
                        "if (true) {",
                        "ImageInfo.aReadOnlyHandleSeesLaterBytesButNeitherSizesNorSnapshots",
                        "Pool.aReadOnlyHandleDoesNotKeepAnImageFromBeingRemoved"),
                new WrongRule(
                        "a read-only handle manages snapshots",
                        "SnapshotOperations",
                        "create",
                        "image.access().requireWritable();",
                        "",
                        "ImageInfo.aReadOnlyHandleChangesNothing"),
                new WrongRule(
                        "an image is created anew by each change of its header",
                        "ImageHeader.Draft",
                        "Draft",
                        "this.createdAt = header.createdAt;",
                        "this.createdAt = header.createdAt.plusNanos(1);",
                        "ImageInfo.anImageIsCreatedOnce"),
                new WrongRule(
                        "an image that is opened at a snapshot is at HEAD",
                        "OpenRequest",
                        "open",
                        "image.select(selected);",
                        "",
                        "ImageInfo.anImageIsOpenedAtASnapshot"));
    }
}
