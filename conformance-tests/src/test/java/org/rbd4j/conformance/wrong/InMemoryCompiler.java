package org.rbd4j.conformance.wrong;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.DiagnosticCollector;
import javax.tools.FileObject;
import javax.tools.ForwardingJavaFileManager;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileManager;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/** Compiles one source file, such as one of a wrong simulator; nothing touches the disk. */
public final class InMemoryCompiler implements AutoCloseable {
    private final JavaCompiler compiler =
            Objects.requireNonNull(ToolProvider.getSystemJavaCompiler(), "a JDK's compiler; this Java has none");
    private final StandardJavaFileManager files = compiler.getStandardFileManager(null, Locale.ROOT, null);
    private final List<String> options;

    /**
     * Creates a compiler.
     *
     * @param classPath classes; where they come from is the class path
     */
    public InMemoryCompiler(Class<?>... classPath) {
        String path = Stream.of(classPath)
                .map(InMemoryCompiler::origin)
                .distinct()
                .collect(Collectors.joining(System.getProperty("path.separator")));
        this.options = List.of("-classpath", path, "-proc:none", "-nowarn");
    }

    private static String origin(Class<?> type) {
        try {
            return Path.of(type.getProtectionDomain()
                            .getCodeSource()
                            .getLocation()
                            .toURI())
                    .toString();
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /**
     * Compiles a file.
     *
     * @param className the class that it declares
     * @param source its text
     * @return the class files of that class and of those nested in it, by name
     */
    public Map<String, byte[]> compile(String className, String source) {
        Map<String, ByteArrayOutputStream> compiled = new HashMap<>();
        DiagnosticCollector<JavaFileObject> problems = new DiagnosticCollector<>();
        boolean done = compiler.getTask(
                        null, new Outputs(files, compiled), problems, options, null, List.of(text(className, source)))
                .call();
        if (!done) {
            throw new AssertionError(className + " does not compile: " + problems.getDiagnostics());
        }
        return compiled.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, entry -> entry.getValue().toByteArray()));
    }

    private static JavaFileObject text(String className, String source) {
        URI uri = URI.create("string:///" + className.replace('.', '/') + ".java");
        return new SimpleJavaFileObject(uri, JavaFileObject.Kind.SOURCE) {
            @Override
            public CharSequence getCharContent(boolean ignoreEncodingErrors) {
                return source;
            }
        };
    }

    @Override
    public void close() throws IOException {
        files.close();
    }

    /** Keeps class files in memory. */
    private static final class Outputs extends ForwardingJavaFileManager<JavaFileManager> {
        private final Map<String, ByteArrayOutputStream> compiled;

        Outputs(JavaFileManager files, Map<String, ByteArrayOutputStream> compiled) {
            super(files);
            this.compiled = compiled;
        }

        @Override
        public JavaFileObject getJavaFileForOutput(
                Location location, String className, JavaFileObject.Kind kind, FileObject sibling) {
            URI uri = URI.create("memory:///" + className.replace('.', '/') + kind.extension);
            return new SimpleJavaFileObject(uri, kind) {
                @Override
                public OutputStream openOutputStream() {
                    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
                    compiled.put(className, bytes);
                    return bytes;
                }
            };
        }
    }
}
