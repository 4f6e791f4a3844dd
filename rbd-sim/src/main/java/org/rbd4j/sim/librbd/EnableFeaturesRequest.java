package org.rbd4j.sim.librbd;

import org.rbd4j.Features;
import org.rbd4j.sim.rados.MetadataRequest;

/** Switches features on. New object maps are empty and invalid, and the header says so before it says that there are any. */
final class EnableFeaturesRequest {
    private final ImageContext image;
    private final Features asked;

    EnableFeaturesRequest(ImageContext image, Features asked) {
        this.image = image;
        this.asked = asked;
    }

    void run() {
        Features off = asked.minus(image.header().features());
        boolean switchesMaps = FeatureUpdate.namesMap(off);
        Features features = switchesMaps ? FeatureUpdate.withBothMaps(off) : off;
        Features after = image.header().features().plus(features);
        FeatureUpdate.requireConsistent(after);
        if (switchesMaps) {
            FeatureUpdate.setMapsInvalid(image, true);
        }
        image.headerObject().exec(new HeaderMethod.SetFeatures(after, features));
        if (switchesMaps) {
            createMaps();
        }
        image.headerObject().requireAnnounced();
    }

    /** object_map::CreateRequest. Where one fails the features stay on, and nobody is told. */
    private void createMaps() {
        InFlight.together(FeatureUpdate.moments(image), this::createMap);
    }

    private void createMap(long snapId) {
        long size = image.header().at(snapId).size();
        image.io()
                .send(new MetadataRequest.Exec<>(
                        ObjectStates.nameAt(image.header().id(), snapId),
                        new ObjectMapMethod.Resize(Striper.objectCount(image.layout(), size))));
    }
}
