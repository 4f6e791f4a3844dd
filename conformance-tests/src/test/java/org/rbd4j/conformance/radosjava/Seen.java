package org.rbd4j.conformance.radosjava;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** How a program of {@link ShortestPrograms} was seen to end, this way or that, and what it returned if it did. */
@Target(ElementType.METHOD)
@Retention(RetentionPolicy.RUNTIME)
@interface Seen {
    Verdict.Outcome[] ends() default Verdict.Outcome.PASSED;

    String returns() default "";
}
