package gesso.chaos;

import gesso.deploy.db.Database;
import gesso.deploy.db.EmbeddedDatabase;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/**
 * Breaks things, one after the other, as its seed says: mostly when the cluster is whole again,
 * sometimes while it still mends.
 */
final class Nemesis {
    private static final Duration WHOLE_MAX = Duration.ofSeconds(90);

    private final Fleet fleet;
    private final EmbeddedDatabase server;
    private final Intruder intruder;
    private final History history;
    private final Consumer<String> progress;
    private final Random random;
    private final List<Fault> bag = new ArrayList<>();
    private int count;

    Nemesis(
            Fleet fleet,
            EmbeddedDatabase server,
            Intruder intruder,
            History history,
            Consumer<String> progress,
            long seed,
            Set<Fault> faults) {
        this.fleet = fleet;
        this.server = server;
        this.intruder = intruder;
        this.history = history;
        this.progress = progress;
        this.random = new Random(seed);
        for (var fault : faults) {
            for (int i = 0; i < fault.weight; i++) {
                bag.add(fault);
            }
        }
    }

    int count() {
        return count;
    }

    /** A fault under way is brought to its end. */
    void run(BooleanSupplier goesOn) {
        while (goesOn.getAsBoolean()) {
            long pause = System.nanoTime() + (1_500L + random.nextInt(2_500)) * 1_000_000;
            Waiting.until(
                    Duration.ofSeconds(5),
                    () -> System.nanoTime() > pause || !goesOn.getAsBoolean());
            if (!bag.isEmpty() && goesOn.getAsBoolean()) {
                apply(bag.get(random.nextInt(bag.size())));
                if (random.nextInt(4) > 0) {
                    fleet.awaitReady(WHOLE_MAX);
                }
            }
        }
    }

    /** Does it and puts it into the history. */
    void apply(Fault fault) {
        count++;
        switch (fault) {
            case KILL -> kill(fault, some(fleet.hosts()));
            case KILL_OLDEST -> kill(fault, fleet.oldest());
            case KILL_EDGE -> {
                var edges = fleet.nodes().stream().filter(node -> !node.hosts()).toList();
                kill(fault, some(edges.isEmpty() ? fleet.nodes() : edges));
            }
            case PAUSE -> pause(fault, random.nextInt(3) == 0 ? 5_000 : 1_000);
            case PAUSE_LONG -> pause(fault, 30_000);
            case ROLL -> roll(fault);
            case DB_RESTART -> {
                say(fault, "");
                Signals.send("INT", server.pid());
            }
            case DB_KILL -> {
                say(fault, "");
                Signals.send("KILL", server.pid());
            }
            case DB_CUT -> {
                say(fault, "");
                sql(
                        "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                                + " WHERE usename = current_user AND pid <> pg_backend_pid()");
            }
            case KILL_ALL -> {
                say(fault, "");
                fleet.nodes().forEach(node -> node.signal("KILL"));
                Signals.send("KILL", server.pid());
            }
            case INTRUDER -> {
                say(fault, "");
                intruder.write(random);
            }
            case NO_SNAPSHOTS -> {
                say(fault, "");
                sql("DELETE FROM snapshot");
            }
        }
    }

    private void kill(Fault fault, NodeProcess node) {
        say(fault, "node " + node.number);
        node.signal("KILL");
    }

    private void pause(Fault fault, long millis) {
        var node = some(fleet.nodes());
        say(fault, "node " + node.number + " for " + millis + " ms");
        node.signal("STOP");
        Waiting.pause(millis);
        node.signal("CONT");
    }

    private void roll(Fault fault) {
        for (var node : fleet.nodes()) {
            say(fault, "node " + node.number);
            int starts = node.starts();
            node.signal("TERM");
            Waiting.until(WHOLE_MAX, () -> node.starts() > starts);
            fleet.awaitReady(WHOLE_MAX);
        }
    }

    private NodeProcess some(List<NodeProcess> nodes) {
        return nodes.get(random.nextInt(nodes.size()));
    }

    private void say(Fault fault, String what) {
        history.write(History.line("fault").put("fault", fault.word()).put("what", what));
        progress.accept("  " + fault.word() + " " + what);
    }

    private void sql(String statement) {
        try {
            execute(server.database(), statement);
        } catch (SQLException away) {
            progress.accept("  the database is away: " + statement);
        }
    }

    static void execute(Database database, String sql) throws SQLException {
        try (var connection = database.connect();
                var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
