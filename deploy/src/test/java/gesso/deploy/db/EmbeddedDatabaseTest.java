package gesso.deploy.db;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import gesso.deploy.CannotStart;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class EmbeddedDatabaseTest {
    private static final Path CACHE = Path.of("target/cache").toAbsolutePath();

    @TempDir Path data;

    @Test
    @DisplayName("[DE-1] writes to disk before it answers, and this is checked by SHOW")
    void durable() throws Exception {
        try (var folder = DataFolder.open(data);
                var embedded = EmbeddedDatabase.start(folder, CACHE)) {
            assertThat(Durability.problems(embedded.database())).isEmpty();
        }
    }

    @Test
    @DisplayName("[DE-2] what was committed is there after a stop and a new start")
    void survives() throws Exception {
        try (var folder = DataFolder.open(data)) {
            try (var embedded = EmbeddedDatabase.start(folder, CACHE)) {
                execute(embedded.database(), "CREATE TABLE kept AS SELECT 7 AS n");
            }
            try (var embedded = EmbeddedDatabase.start(folder, CACHE)) {
                assertThat(number(embedded.database(), "SELECT n FROM kept")).isEqualTo(7);
            }
        }
    }

    @Test
    @DisplayName("[DE-96] listens further where the caller says so, to whom the caller says")
    void reach() throws Exception {
        var beyond = Set.of(new EmbeddedDatabase.Reach("127.0.0.2", "127.0.0.0/24"));
        try (var folder = DataFolder.open(data);
                var embedded = EmbeddedDatabase.start(folder, CACHE, beyond)) {
            var inside = embedded.database();
            var url = inside.url().replace("127.0.0.1", "127.0.0.2");
            var outside = new Database(url, inside.user(), inside.password());
            assertThat(number(outside, "SELECT 7")).isEqualTo(7);
            assertThatThrownBy(new Database(url, inside.user(), "guess")::connect)
                    .isInstanceOf(SQLException.class);
        }
    }

    @Test
    @DisplayName(
            "[DE-3] lets nobody in without the password, which only the owner of the folder can read")
    void passwords() throws Exception {
        try (var folder = DataFolder.open(data);
                var embedded = EmbeddedDatabase.start(folder, CACHE)) {
            var database = embedded.database();
            assertThatThrownBy(new Database(database.url(), "postgres", "")::connect)
                    .isInstanceOf(SQLException.class);
            assertThatThrownBy(new Database(database.url(), database.user(), "guess")::connect)
                    .isInstanceOf(SQLException.class);
            assertThat(
                            number(
                                    database,
                                    "SELECT count(*) FROM pg_roles WHERE rolname = 'gesso' AND rolsuper"))
                    .isZero();
            var admin =
                    new Database(database.url(), "postgres", folder.secret("postgres.password"));
            assertThat(setting(admin, "unix_socket_directories")).isEmpty();
            assertThat(setting(admin, "listen_addresses")).isEqualTo("127.0.0.1");
        }
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(data)))
                .isEqualTo("rwx------");
        for (var secret : new String[] {"postgres.password", "gesso.password", "database.url"}) {
            assertThat(
                            PosixFilePermissions.toString(
                                    Files.getPosixFilePermissions(data.resolve(secret))))
                    .isEqualTo("rw-------");
        }
    }

    @Test
    @DisplayName("[DE-4] a server that is killed comes back by itself with what it had")
    void comesBack() throws Exception {
        try (var folder = DataFolder.open(data);
                var embedded = EmbeddedDatabase.start(folder, CACHE)) {
            execute(embedded.database(), "CREATE TABLE kept AS SELECT 7 AS n");
            ProcessHandle.of(embedded.pid()).orElseThrow().destroyForcibly();
            await().atMost(Duration.ofSeconds(30))
                    .ignoreExceptions()
                    .until(() -> number(embedded.database(), "SELECT n FROM kept") == 7);
        }
    }

    @Test
    @DisplayName(
            "[DE-5] a folder that is in use, is a file, or is of another release is refused in words")
    void refusals() throws Exception {
        try (var folder = DataFolder.open(data)) {
            assertThatThrownBy(() -> DataFolder.open(data))
                    .isInstanceOf(CannotStart.class)
                    .hasMessageContaining("already open");
            Files.createDirectories(folder.resolve("postgresql"));
            Files.writeString(folder.resolve("postgresql/PG_VERSION"), "12\n");
            assertThatThrownBy(() -> EmbeddedDatabase.start(folder, CACHE))
                    .isInstanceOf(CannotStart.class)
                    .hasMessageContaining("is of PostgreSQL 12");
        }
        var file = Files.writeString(data.resolve("file"), "");
        assertThatThrownBy(() -> DataFolder.open(file.resolve("inside")))
                .isInstanceOf(CannotStart.class)
                .hasMessageContaining("cannot be written")
                .hasMessageContaining("--data DIR");
    }

    private static void execute(Database database, String sql) throws SQLException {
        try (var connection = database.connect();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static long number(Database database, String query) throws SQLException {
        return Long.parseLong(text(database, query));
    }

    private static String setting(Database database, String name) throws SQLException {
        return text(database, "SHOW " + name);
    }

    private static String text(Database database, String query) throws SQLException {
        try (var connection = database.connect();
                var statement = connection.createStatement();
                var rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getString(1);
        }
    }
}
