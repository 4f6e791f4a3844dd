package org.rbd4j.sim.junit;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/**
 * Each JUnit Jupiter test of the annotated class, or the annotated test, has a simulated cluster of its own that nobody shares,
 * also where tests run in parallel.
 *
 * <p>Test methods and methods with {@code @BeforeEach} or {@code @AfterEach} may take parameters of these types:
 *
 * <ul>
 *   <li>{@link org.rbd4j.sim.SimCluster}: the cluster;
 *   <li>{@link org.rbd4j.Rados}: one connection to it, the same for all who ask; {@code cluster.connect()} makes more;
 *   <li>{@link org.rbd4j.Pool}: the cluster's first pool, opened once from that connection;
 *   <li>{@link org.rbd4j.Image}: for each parameter a new image of that pool, open for writing, see {@link TestImage}.
 * </ul>
 *
 * <p>They are closed after the test. What the test opened itself it closes itself: what it leaves open is reported with the line
 * that opened it. A test that fails carries the cluster's last calls as a suppressed exception.
 *
 * <p>A method's annotation replaces its class's, which replaces that of the class around it. A cluster that several tests begin
 * with is prepared by a {@link SimFixture}.
 */
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
@Documented
@Inherited
@ExtendWith(RbdSimExtension.class)
@SuppressWarnings("exports")
public @interface RbdSimTest {
    /**
     * The pools that are there from the start.
     *
     * @return the names, in the order of creation
     */
    String[] pools() default {"rbd"};

    /**
     * Options that every client has unless it connects with another value.
     *
     * @return each by Ceph's name, such as {@code "rbd_cache=false"}
     */
    String[] options() default {};

    /**
     * How many calls a failed test shows.
     *
     * @return the most calls, with the operations of each; 0 shows none
     */
    int trace() default 200;

    /**
     * Whether a test fails that leaves a handle open, instead of a warning and an entry in the report.
     *
     * @return true if it fails
     */
    boolean failOnLeak() default false;
}
