/**
 * RADOS block device images for Java.
 *
 * <p>{@link org.rbd4j.Rados#connect(String)} is the door: {@code sim:NAME} is an in-memory cluster, {@code ceph:PATH} a
 * real one. From there {@link org.rbd4j.Pool}, {@link org.rbd4j.Image} and {@link org.rbd4j.Snapshots}. Every failure is an
 * {@link org.rbd4j.RbdException} that carries librbd's errno.
 *
 * <p>Sizes, offsets and lengths are bytes. Unless a method says otherwise, a {@code null} argument ends in
 * {@link java.lang.NullPointerException}, and a call that is refused changes nothing; what one leaves that fails under way, {@link
 * RbdException} says.
 */
@NullMarked
package org.rbd4j;

import org.jspecify.annotations.NullMarked;
