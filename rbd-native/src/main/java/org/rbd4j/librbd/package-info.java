/**
 * A thin binding: every method crosses into librbd or librados once, and gives back what they answered.
 *
 * <p>What stands between the caller and C is there so that no Java program can crash the JVM: {@link
 * org.rbd4j.librbd.Handle} keeps a pointer alive while it is used, {@link org.rbd4j.librbd.Transfer} the bytes that cross,
 * and the few calls that librbd is known to abort at are refused before they reach it.
 */
@NullMarked
package org.rbd4j.librbd;

import org.jspecify.annotations.NullMarked;
