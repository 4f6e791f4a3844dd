package org.rbd4j.sim.librbd;

import org.rbd4j.Features;

/** Switches features off. Object maps go before the header says that there are none. */
final class DisableFeaturesRequest {
    private final ImageContext image;
    private final Features asked;

    DisableFeaturesRequest(ImageContext image, Features asked) {
        this.image = image;
        this.asked = asked;
    }

    void run() {
        image.exclusiveLock().acquire();
        Features on = asked.and(image.header().features());
        boolean switchesMaps = FeatureUpdate.namesMap(on);
        Features features = switchesMaps ? FeatureUpdate.withBothMaps(on) : on;
        Features after = image.header().features().minus(features);
        FeatureUpdate.requireConsistent(after);
        if (switchesMaps) {
            InFlight.together(FeatureUpdate.moments(image), image.objectMap()::removeStored);
        }
        image.headerObject().exec(new HeaderMethod.SetFeatures(after, features));
        if (switchesMaps) {
            FeatureUpdate.setMapsInvalid(image, false);
        }
        image.headerObject().requireAnnounced();
    }
}
