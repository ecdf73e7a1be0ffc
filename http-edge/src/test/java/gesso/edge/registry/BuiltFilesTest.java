package gesso.edge.registry;

import static org.assertj.core.api.Assertions.assertThat;

import gesso.edge.database.Database;
import gesso.edge.database.DatabaseSettings;
import gesso.edge.registry.AppFiles.Build;
import gesso.protocol.testing.TestDatabase;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class BuiltFilesTest {
    private static final Build BUILD = new Build("todo", "0123456789abcdef");

    @Test
    @DisplayName("[R7] [ED-57] the files of a build's apps are there for later releases, once")
    void kept(@TempDir Path folder) throws Exception {
        var app = folder.resolve("web/apps/todo/0123456789abcdef");
        Files.createDirectories(app.resolve("assets"));
        Files.writeString(app.resolve("remoteEntry-a.js"), "export {};");
        Files.writeString(app.resolve("assets/look.css"), "a {}");
        Files.writeString(
                folder.resolve("web/apps/files.json"),
                """
                {"apps/todo/0123456789abcdef": ["assets/look.css", "remoteEntry-a.js"]}
                """);
        var fresh = TestDatabase.fresh();
        var settings =
                new DatabaseSettings(
                        fresh.jdbcUrl(), fresh.user(), fresh.password(), 2, Duration.ofSeconds(10));
        try (var database = Database.open(settings);
                var classes = new URLClassLoader(new URL[] {folder.toUri().toURL()}, null)) {
            var files = new AppFiles(database, 1_000_000);
            for (int i = 0; i < 2; i++) {
                new BuiltFiles(classes, files).keep().toCompletableFuture().join();
            }
            var found = files.find(BUILD).toCompletableFuture().join();
            assertThat(found).containsOnlyKeys("assets/look.css", "remoteEntry-a.js");
            var script = Objects.requireNonNull(found.get("remoteEntry-a.js"));
            assertThat(new String(script.bytes(), StandardCharsets.UTF_8)).isEqualTo("export {};");
        }
    }

    @Test
    @DisplayName("[ED-57] an edge without a build on its class path has nothing to keep")
    void none() throws Exception {
        var fresh = TestDatabase.fresh();
        var settings =
                new DatabaseSettings(
                        fresh.jdbcUrl(), fresh.user(), fresh.password(), 2, Duration.ofSeconds(10));
        try (var database = Database.open(settings);
                var classes = new URLClassLoader(new URL[0], null)) {
            var files = new AppFiles(database, 1_000_000);
            new BuiltFiles(classes, files).keep().toCompletableFuture().join();
            assertThat(files.find(BUILD).toCompletableFuture().join()).isEmpty();
        }
    }
}
