package org.rbd4j.conformance.hostile;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * An option as somebody may set it.
 *
 * @param option by Ceph's name
 * @param value without a tab or a line's end
 */
record OptionValue(String option, String value) {
    static List<OptionValue> read(Path file) throws IOException {
        return Files.readAllLines(file).stream()
                .map(line -> line.split("\t", -1))
                .map(parts -> new OptionValue(parts[0], parts[1]))
                .toList();
    }

    static void write(Path file, List<OptionValue> all) throws IOException {
        Files.write(file, all.stream().map(one -> one.option + "\t" + one.value).toList());
    }

    @Override
    public String toString() {
        return option + " = " + Texts.printed(value);
    }
}
