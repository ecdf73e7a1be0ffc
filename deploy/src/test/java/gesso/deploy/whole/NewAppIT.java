package gesso.deploy.whole;

import static java.util.stream.Collectors.joining;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.File;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** An app with a backend, made in a copy of this tree: what it consists of compiles and holds. */
class NewAppIT {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final Set<String> SKIPPED =
            Set.of("node_modules", "target", "dist", ".git", ".gesso-dev");
    private static final String CLUSTER = "canvas-cluster/src/%s/java/gesso/cluster/guestbook";

    private static Path tree;
    private static String told;

    @BeforeAll
    static void make() throws Exception {
        tree = Files.createTempDirectory("gesso-new-app");
        copy();
        told = run(tree, "./gesso", "new-app", "guestbook", "--title", "Guest book");
    }

    private static void copy() throws IOException {
        Files.walkFileTree(
                ROOT,
                new SimpleFileVisitor<>() {
                    @Override
                    public FileVisitResult preVisitDirectory(
                            Path folder, BasicFileAttributes attributes) throws IOException {
                        if (SKIPPED.contains(folder.getFileName().toString())) {
                            return FileVisitResult.SKIP_SUBTREE;
                        }
                        Files.createDirectories(tree.resolve(ROOT.relativize(folder).toString()));
                        return FileVisitResult.CONTINUE;
                    }

                    @Override
                    public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
                            throws IOException {
                        Files.copy(file, tree.resolve(ROOT.relativize(file).toString()));
                        return FileVisitResult.CONTINUE;
                    }
                });
    }

    /** What it printed; it must end well. */
    private static String run(Path where, String... command) throws Exception {
        var process =
                new ProcessBuilder(command)
                        .directory(where.toFile())
                        .redirectErrorStream(true)
                        .start();
        var output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(output).isZero();
        return output;
    }

    private static List<Path> sources(String folder) throws IOException {
        try (Stream<Path> files = Files.list(tree.resolve(folder))) {
            return files.filter(file -> file.toString().endsWith(".java")).sorted().toList();
        }
    }

    private static String path(Object... parts) {
        return Stream.of(parts).map(Object::toString).collect(joining(File.pathSeparator));
    }

    private static void compile(List<Path> sources, Path out, String classPath) throws Exception {
        var compiler = ToolProvider.getSystemJavaCompiler();
        var problems = new StringWriter();
        try (var files = compiler.getStandardFileManager(null, null, StandardCharsets.UTF_8)) {
            Files.createDirectories(out);
            var options =
                    List.of("-d", out.toString(), "-cp", classPath, "-proc:none", "-Xlint:all");
            boolean good =
                    compiler.getTask(
                                    problems,
                                    files,
                                    null,
                                    options,
                                    null,
                                    files.getJavaFileObjectsFromPaths(sources))
                            .call();
            assertThat(good).as(problems.toString()).isTrue();
        }
    }

    @Test
    @DisplayName(
            "[W3] [W4] [V3] [DE-163] the backend of a new app compiles, and its tests pass at once")
    void backend() throws Exception {
        var outOfMain = tree.resolve("out/main");
        var outOfTests = tree.resolve("out/test");
        var known = path(System.getProperty("java.class.path"));
        var main = new ArrayList<>(sources(CLUSTER.formatted("main")));
        main.add(tree.resolve("http-edge/src/main/java/gesso/edge/app/GuestbookRoutes.java"));
        main.add(tree.resolve("protocol/src/main/java/gesso/protocol/release/Levels.java"));
        compile(main, outOfMain, known);
        var testing = path(outOfMain, ROOT.resolve("protocol/target/test-classes"), known);
        var tests = sources(CLUSTER.formatted("test"));
        compile(tests, outOfTests, testing);
        var names =
                new ArrayList<>(
                        tests.stream()
                                .map(file -> file.getFileName().toString().replace(".java", ""))
                                .map(name -> "gesso.cluster.guestbook." + name)
                                .toList());
        names.add("gesso.protocol.journal.EventsPageTest");
        var command =
                new ArrayList<>(
                        List.of(
                                System.getProperty("java.home") + "/bin/java",
                                "-cp",
                                path(outOfTests, testing),
                                TestRun.class.getName()));
        command.addAll(names);
        var output = run(tree.resolve("canvas-cluster"), command.toArray(String[]::new));
        assertThat(output).containsPattern("\\d\\d passed, 0 failed");
    }

    @Test
    @DisplayName(
            "[W4] [DE-163] a new app stands in every list, and is formatted as all sources are")
    void listed() throws IOException {
        assertThat(told).contains("Made guestbook").doesNotContain("format the Java files");
        assertThat(lines("canvas-cluster", "gesso.cluster.widget.MicroAppBackend"))
                .contains("gesso.cluster.guestbook.GuestbookBackend")
                .isSorted();
        assertThat(lines("http-edge", "gesso.edge.app.AppRoutes"))
                .contains("gesso.edge.app.GuestbookRoutes")
                .isSorted();
        assertThat(text("protocol/src/main/java/gesso/protocol/release/Levels.java"))
                .contains("entry(\"guestbook\", ");
        assertThat(text("docs/events.md")).contains("## Of a Guestbook widget");
        assertThat(text("frontend/apps/guestbook/manifest.json"))
                .contains("\"title\": \"Guest book\"", "\"backend\": \"guestbook\"");
        for (var file : sources(CLUSTER.formatted("main"))) {
            assertThat(Files.readString(file)).doesNotContainPattern("\\b[Ss]ample(?!s)");
        }
    }

    private static String text(String path) throws IOException {
        return Files.readString(tree.resolve(path));
    }

    private static List<String> lines(String module, String service) throws IOException {
        return text(module + "/src/main/resources/META-INF/services/" + service).lines().toList();
    }
}
