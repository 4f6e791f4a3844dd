package org.rbd4j.sim.rados;

/** One client's watch on an object: it is told of every notification, and it shows the others that somebody is there. */
public interface Watch {
    /** Is called, before the notifier's call returns, when somebody changed the object or it is gone. */
    void notified();

    /** Is called, before the asking call goes on, when somebody asks those who watch to do something. */
    void asked();
}
