package org.rbd4j.conformance;

import java.util.List;

/**
 * An image and what is done through a channel on it.
 *
 * @param shape the image at its creation
 * @param steps the channel's calls
 */
record ChannelHistory(ImageShape shape, List<ChannelStep> steps) {}
