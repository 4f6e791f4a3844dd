package org.rbd4j.conformance.lockstep;

import java.time.LocalDate;

/**
 * What a transcript says about itself.
 *
 * @param librbd librbd's version, such as {@code 1.16.0}
 * @param ceph Ceph's version, as its command {@code ceph --version} tells it
 * @param recorded the day on which the answers were taken down
 */
public record TranscriptHead(String librbd, String ceph, LocalDate recorded) {}
