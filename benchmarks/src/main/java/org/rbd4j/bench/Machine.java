package org.rbd4j.bench;

import com.sun.management.OperatingSystemMXBean;
import java.lang.management.ManagementFactory;

/**
 * What a run was made on.
 *
 * @param cores how many the JVM may use
 * @param memoryInGib the machine's or the container's
 * @param java the version of the language, such as 17
 * @param jvm the JVM's name and version
 */
record Machine(int cores, long memoryInGib, int java, String jvm) {
    static Machine here() {
        OperatingSystemMXBean system = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
        return new Machine(
                Runtime.getRuntime().availableProcessors(),
                Math.round(system.getTotalMemorySize() / (double) (1 << 30)),
                Runtime.version().feature(),
                System.getProperty("java.vm.name") + " " + Runtime.version());
    }

    @Override
    public String toString() {
        return cores + " cores, " + memoryInGib + " GiB of memory, " + jvm;
    }
}
