package org.rbd4j.sim.rados;

/** What those who watch an object are told: a payload that RADOS does not look into. */
public interface Notification {}
