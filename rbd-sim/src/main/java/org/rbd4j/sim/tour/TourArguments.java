package org.rbd4j.sim.tour;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Iterator;
import java.util.List;

/**
 * The tour's command line.
 *
 * @param input the file to store
 * @param cluster the URI to connect to
 * @param pool the pool to work in
 */
record TourArguments(Path input, String cluster, String pool) {
    static final String USAGE = "usage: tour [--input FILE] [--cluster sim:NAME | ceph:CONF?id=admin] [--pool POOL]";

    static TourArguments parse(List<String> words) {
        Path input = Path.of(System.getProperty("java.home"), "lib", "modules");
        String cluster = "sim:tour";
        String pool = "rbd";
        Iterator<String> rest = words.iterator();
        while (rest.hasNext()) {
            String word = rest.next();
            if (!rest.hasNext()) {
                throw new IllegalArgumentException(USAGE);
            }
            switch (word) {
                case "--input" -> input = Path.of(rest.next());
                case "--cluster" -> cluster = rest.next();
                case "--pool" -> pool = rest.next();
                default -> throw new IllegalArgumentException("unknown option " + word + "\n" + USAGE);
            }
        }
        if (!Files.isRegularFile(input)
                || !Files.isReadable(input)
                || input.toFile().length() == 0) {
            throw new IllegalArgumentException(input + " is not a file with anything to read");
        }
        return new TourArguments(input, cluster, pool);
    }
}
