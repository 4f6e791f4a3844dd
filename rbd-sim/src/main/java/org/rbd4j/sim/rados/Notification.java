package org.rbd4j.sim.rados;

/** The payload of a notification to all who watch an object; RADOS does not look into it. */
public interface Notification {}
