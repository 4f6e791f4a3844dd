package org.rbd4j.sim.librbd;

import org.rbd4j.sim.rados.Notification;

/** Asks the owner of an image's managed lock to give it back. */
record LockRequest() implements Notification {}
