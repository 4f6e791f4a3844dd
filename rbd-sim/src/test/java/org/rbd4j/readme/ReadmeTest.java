package org.rbd4j.readme;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The Java that README.md shows is, letter by letter, Java that this build compiles and runs. */
class ReadmeTest {
    private static final Path SOURCES = Path.of("src", "test", "java", "org", "rbd4j", "readme");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "BackupTest.java",
                "OrderBackupTest.java",
                "AnyWriteTest.java",
                "RetentionTest.java",
                "StreamsTest.java",
                "FirstWriteTest.java"
            })
    void theReadmeShowsTheFile(String file) throws IOException {
        String source = Files.readString(SOURCES.resolve(file));
        String shown = source.substring(source.indexOf("import "));
        String readme = Files.readString(Path.of("..", "README.md"));
        assertTrue(readme.contains("```java\n" + shown + "```"), () -> "README.md does not show " + file + " as it is");
    }
}
