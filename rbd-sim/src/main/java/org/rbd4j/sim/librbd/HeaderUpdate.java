package org.rbd4j.sim.librbd;

import org.rbd4j.sim.rados.Notification;

/** Tells that an image's header changed: whoever hears of it reads it anew before the next call. */
record HeaderUpdate() implements Notification {}
