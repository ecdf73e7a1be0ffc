package gesso.deploy.db;

import gesso.deploy.CannotStart;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A real PostgreSQL in the data folder. It listens on the loopback address alone unless told of
 * others, asks every user for a password, and writes to disk before it answers. A server that
 * another process left behind is taken over, so that nodes which use it notice nothing; one that
 * dies while it is needed is started again. The port stays the same from start to start while
 * nobody else takes it. The caller closes it last, after everything that writes, or leaves it to
 * others that use it ({@link #lend}).
 */
public final class EmbeddedDatabase implements AutoCloseable {
    private static final Logger log = LoggerFactory.getLogger(EmbeddedDatabase.class);
    private static final String NAME = "gesso";

    /** Where a server tells its users which folder it is of. */
    static final String FOLDER_SETTING = "gesso.folder";

    static final String CLUSTER = "postgresql";
    static final String LOG = "postgresql.log";

    private static final Duration START_MAX = Duration.ofSeconds(60);
    private static final Duration RESTART_PAUSE = Duration.ofMillis(200);

    private final Postgres postgres;
    private final List<String> settings;
    private final Database database;
    private ProcessHandle server;
    private boolean closing;

    /**
     * A further address that the server listens on, and the network (as {@code 10.0.0.0/24}) that
     * may come there, with the password.
     */
    public record Reach(String address, String network) {}

    private EmbeddedDatabase(
            Postgres postgres, List<String> settings, Database database, ProcessHandle server) {
        this.postgres = postgres;
        this.settings = settings;
        this.database = database;
        this.server = server;
    }

    /**
     * Starts the server of this folder, making it the first time; {@code cache} is where its
     * programs are unpacked.
     */
    public static EmbeddedDatabase start(DataFolder folder, Path cache) {
        return start(folder, cache, Set.of());
    }

    /** The same, for nodes that the loopback address does not reach. */
    public static EmbeddedDatabase start(DataFolder folder, Path cache, Set<Reach> beyond) {
        try {
            var postgres =
                    new Postgres(
                            Binaries.unpack(cache), folder.resolve(CLUSTER), folder.resolve(LOG));
            var admin = folder.secret("postgres.password");
            var password = folder.secret("gesso.password");
            prepare(folder, postgres, beyond);
            var port = port(folder, postgres);
            var settings = settings(folder, port, beyond);
            var server = takeOverOrStart(postgres, settings);
            var embedded =
                    new EmbeddedDatabase(
                            postgres,
                            settings,
                            new Database(
                                    "jdbc:postgresql://127.0.0.1:" + port + "/" + NAME,
                                    NAME,
                                    password),
                            server);
            embedded.awaitAndGrant(
                    new Database(
                            "jdbc:postgresql://127.0.0.1:" + port + "/postgres",
                            "postgres",
                            admin));
            embedded.watch(server);
            folder.writePrivate("database.url", embedded.database.address());
            return embedded;
        } catch (IOException refused) {
            throw new CannotStart(
                    "The embedded PostgreSQL cannot start: " + refused.getMessage(), refused);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new CannotStart("Interrupted while PostgreSQL was starting", interrupted);
        }
    }

    private static void prepare(DataFolder folder, Postgres postgres, Set<Reach> beyond)
            throws IOException, InterruptedException {
        var cluster = postgres.cluster();
        if (Files.exists(cluster)) {
            var major = Files.readString(cluster.resolve("PG_VERSION")).strip();
            if (!Binaries.VERSION.startsWith(major + ".")) {
                throw new CannotStart(
                        "The data in "
                                + cluster
                                + " is of PostgreSQL "
                                + major
                                + ", this is "
                                + Binaries.VERSION
                                + ". Move it with pg_upgrade, or start with another --data DIR.");
            }
        } else {
            postgres.initialise(folder.resolve("postgres.password"));
        }
        // No local lines: a socket file would let in whoever can reach it. Every start writes this
        // anew.
        var rules =
                Stream.concat(Stream.of("127.0.0.1/32"), beyond.stream().map(Reach::network))
                        .map(network -> "host all all " + network + " scram-sha-256\n")
                        .collect(Collectors.joining());
        Files.writeString(
                cluster.resolve("pg_hba.conf"), "# Written by Gesso at every start.\n" + rules);
    }

    /** Durability is said here and checked by SHOW later; the rest keeps a small machine small. */
    private static List<String> settings(DataFolder folder, int port, Set<Reach> beyond) {
        var addresses =
                Stream.concat(Stream.of("127.0.0.1"), beyond.stream().map(Reach::address))
                        .collect(Collectors.joining(","));
        return List.of(
                FOLDER_SETTING + "=" + folder.path(),
                "port=" + port,
                "listen_addresses=" + addresses,
                "unix_socket_directories=",
                "password_encryption=scram-sha-256",
                "fsync=on",
                "synchronous_commit=on",
                "full_page_writes=on",
                "max_connections=200",
                "shared_buffers=64MB",
                "max_wal_size=1GB",
                "jit=off",
                "timezone=UTC",
                "log_timezone=UTC",
                "log_line_prefix=%m [%p] ",
                "logging_collector=off");
    }

    /**
     * The one of last time, so that the address which other nodes were given stays true; another
     * one when somebody else has it.
     */
    private static int port(DataFolder folder, Postgres postgres) throws IOException {
        var address = folder.resolve("database.url");
        if (Files.exists(address)) {
            var last = URI.create(Files.readString(address).strip()).getPort();
            if (postgres.leftBehind().isPresent() || isFree(last)) {
                return last;
            }
        }
        try (var probe = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return probe.getLocalPort();
        }
    }

    private static boolean isFree(int port) {
        try (var _ = new ServerSocket(port, 1, InetAddress.getLoopbackAddress())) {
            return true;
        } catch (IOException taken) {
            return false;
        }
    }

    private static ProcessHandle takeOverOrStart(Postgres postgres, List<String> settings)
            throws IOException, InterruptedException {
        var left = postgres.leftBehind();
        if (left.isPresent() && postgres.runs(left.get(), settings)) {
            log.info("PostgreSQL still runs here and is taken over. pid={}", left.get().pid());
            return left.get();
        }
        if (left.isPresent()) {
            postgres.stop(left.get());
        }
        return postgres.start(settings).toHandle();
    }

    private void awaitAndGrant(Database admin) throws IOException, InterruptedException {
        try (var connection = await(admin)) {
            create(connection);
        } catch (SQLException refused) {
            throw new CannotStart(
                    "The embedded PostgreSQL refuses us: " + refused.getMessage(), refused);
        }
    }

    private Connection await(Database admin)
            throws IOException, InterruptedException, SQLException {
        var deadline = System.nanoTime() + START_MAX.toNanos();
        while (true) {
            try {
                return admin.connect();
            } catch (SQLException notYet) {
                if (!server.isAlive()) {
                    throw new CannotStart(
                            "The embedded PostgreSQL did not start. It said:\n  "
                                    + postgres.lastWords());
                }
                if (System.nanoTime() > deadline) {
                    postgres.stop(server);
                    throw notYet;
                }
                Thread.sleep(25);
            }
        }
    }

    /**
     * Our own role owns its database and makes roles of its own; the superuser's password stays in
     * the folder.
     */
    private void create(Connection connection) throws SQLException {
        try (var statement = connection.createStatement()) {
            if (!exists(connection, "SELECT 1 FROM pg_roles WHERE rolname = '" + NAME + "'")) {
                statement.execute("CREATE ROLE " + NAME + " LOGIN");
            }
            // The password is made of hexadecimal digits, so it can stand in a literal.
            // It makes the login roles that questions in SQL are asked through.
            statement.execute(
                    "ALTER ROLE " + NAME + " CREATEROLE PASSWORD '" + database.password() + "'");
            if (!exists(connection, "SELECT 1 FROM pg_database WHERE datname = '" + NAME + "'")) {
                statement.execute("CREATE DATABASE " + NAME + " OWNER " + NAME);
            }
        }
    }

    private static boolean exists(Connection connection, String query) throws SQLException {
        try (var statement = connection.createStatement();
                var rows = statement.executeQuery(query)) {
            return rows.next();
        }
    }

    private void watch(ProcessHandle process) {
        process.onExit().thenRunAsync(this::startAgain);
    }

    /**
     * A server that dies while it is needed comes back by itself; what was acknowledged is on its
     * disk.
     */
    private synchronized void startAgain() {
        while (!closing) {
            try {
                log.warn("PostgreSQL ended by itself; starting it again");
                Thread.sleep(RESTART_PAUSE.toMillis());
                server = postgres.start(settings).toHandle();
                watch(server);
                return;
            } catch (IOException failed) {
                log.error("PostgreSQL cannot be started again: {}", failed.getMessage());
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    public Database database() {
        return database;
    }

    /** The process number of the server, for those who want to look at it. */
    public synchronized long pid() {
        return server.pid();
    }

    /** Leaves the server running for others; the last of them gives it back. */
    public synchronized void lend() {
        closing = true;
    }

    @Override
    public synchronized void close() {
        closing = true;
        try {
            postgres.stop(server);
        } catch (IOException failed) {
            log.error("PostgreSQL cannot be stopped: {}", failed.getMessage());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
