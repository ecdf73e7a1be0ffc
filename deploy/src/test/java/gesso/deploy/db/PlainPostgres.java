package gesso.deploy.db;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A PostgreSQL of the operator's, with the settings that it comes with. Nodes know only its
 * address; a test can change it, freeze it, stop it and start it.
 */
public final class PlainPostgres implements AutoCloseable {
    private static final String PASSWORD = "plain";

    private final Postgres postgres;
    private final int port;
    private Process server;

    public PlainPostgres(Path folder, Path cache) throws Exception {
        postgres =
                new Postgres(
                        Binaries.unpack(cache),
                        folder.resolve("postgresql"),
                        folder.resolve("postgresql.log"));
        postgres.initialise(Files.writeString(folder.resolve("password"), PASSWORD));
        try (var probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = probe.getLocalPort();
        }
        server = launch();
        execute("CREATE DATABASE gesso");
    }

    public Database database() {
        return new Database("jdbc:postgresql://127.0.0.1:" + port + "/gesso", "postgres", PASSWORD);
    }

    private Process launch() throws IOException, InterruptedException {
        var settings =
                new ArrayList<>(
                        List.of(
                                "port=" + port,
                                "listen_addresses=127.0.0.1",
                                "unix_socket_directories=",
                                "max_connections=200"));
        var started = postgres.start(settings);
        var deadline = System.nanoTime() + 30_000_000_000L;
        while (System.nanoTime() < deadline) {
            try (var _ = admin().connect()) {
                return started;
            } catch (SQLException notYet) {
                Thread.sleep(25);
            }
        }
        throw new IOException(postgres.lastWords());
    }

    private Database admin() {
        return new Database(
                "jdbc:postgresql://127.0.0.1:" + port + "/postgres", "postgres", PASSWORD);
    }

    /** Changes a setting as an operator would in the configuration. */
    public void set(String setting, String value) throws SQLException {
        execute("ALTER SYSTEM SET " + setting + " = " + value);
        execute("SELECT pg_reload_conf()");
    }

    /** SQL on the server's own database. */
    public void execute(String sql) throws SQLException {
        execute(admin(), sql);
    }

    /** SQL on Gesso's database. */
    public void executeInGesso(String sql) throws SQLException {
        execute(database(), sql);
    }

    private static void execute(Database database, String sql) throws SQLException {
        try (var connection = database.connect();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** Ends it in order, with all its connections. */
    public void stop() throws IOException, InterruptedException {
        postgres.stop(server.toHandle());
    }

    public void start() throws IOException, InterruptedException {
        server = launch();
    }

    /** Freezes all of it: nothing is answered, no connection is closed. */
    public void freeze() throws IOException, InterruptedException {
        signalAll("STOP");
    }

    public void thaw() throws IOException, InterruptedException {
        signalAll("CONT");
    }

    private void signalAll(String name) throws IOException, InterruptedException {
        var all = Stream.concat(Stream.of(server.toHandle()), server.descendants()).toList();
        for (var process : all) {
            new ProcessBuilder("sh", "-c", "kill -" + name + " " + process.pid()).start().waitFor();
        }
    }

    @Override
    public void close() throws IOException, InterruptedException {
        stop();
    }
}
