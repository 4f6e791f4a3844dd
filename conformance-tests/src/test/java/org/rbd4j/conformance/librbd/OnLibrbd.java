package org.rbd4j.conformance.librbd;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import net.jqwik.api.lifecycle.AddLifecycleHook;
import org.junit.jupiter.api.extension.ExtendWith;

/** Runs a class's tests and properties where librbd and a real cluster can run, and skips them elsewhere with the reason. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(WhereLibrbdRuns.class)
@AddLifecycleHook(WhereLibrbdRuns.class)
@interface OnLibrbd {}
