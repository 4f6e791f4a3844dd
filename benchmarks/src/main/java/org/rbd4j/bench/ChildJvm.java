package org.rbd4j.bench;

import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A figure that a program prints, which runs in a JVM of its own.
 *
 * @param program its main class
 * @param argument its only argument
 * @param quantity what it prints
 */
record ChildJvm(Class<?> program, String argument, Quantity quantity) implements Measured {
    @Override
    public double measure() {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), program.getName(), argument));
        return Double.parseDouble(Command.lastLineOf(command));
    }

    @Override
    public String text(double value) {
        return quantity.text(value);
    }
}
