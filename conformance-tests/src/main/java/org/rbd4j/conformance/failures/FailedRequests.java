package org.rbd4j.conformance.failures;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The table of failing requests: one line each, its columns parted by tabulators, lines that begin with # are remarks. */
public final class FailedRequests {
    /** The resource of librbd's answers. */
    private static final String LIBRBD = "failed-requests.tsv";

    private static final String COLUMN = "\t";
    private static final String FAILURE = " ";
    private static final int COLUMNS = 5;

    private FailedRequests() {}

    /**
     * What librbd answered and left on a real cluster.
     *
     * @return the table that comes with the suite
     */
    public static List<FailedRequest> librbd() {
        try (InputStream resource = FailedRequests.class.getResourceAsStream(LIBRBD)) {
            if (resource == null) {
                throw new IllegalStateException("the suite lacks its resource " + LIBRBD);
            }
            return parse(new BufferedReader(new InputStreamReader(resource, StandardCharsets.UTF_8)).lines());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /**
     * Reads a table.
     *
     * @param lines what {@link #format} made
     * @return its rows
     */
    public static List<FailedRequest> parse(Stream<String> lines) {
        return lines.filter(line -> !line.isBlank() && !line.startsWith("#"))
                .map(FailedRequests::parse)
                .toList();
    }

    private static FailedRequest parse(String line) {
        String[] columns = line.split(COLUMN, -1);
        if (columns.length != COLUMNS) {
            throw new IllegalArgumentException("not " + COLUMNS + " columns: " + line);
        }
        return new FailedRequest(columns[0], columns[1], List.of(columns[2].split(FAILURE)), columns[3], columns[4]);
    }

    /**
     * Writes a row.
     *
     * @param row the row
     * @return its line
     */
    public static String format(FailedRequest row) {
        return Stream.of(row.scenario(), row.request(), String.join(FAILURE, row.failures()), row.answer(), row.left())
                .collect(Collectors.joining(COLUMN));
    }
}
