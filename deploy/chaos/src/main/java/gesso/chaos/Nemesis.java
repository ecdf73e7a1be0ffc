package gesso.chaos;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Breaks things, one after the other, as its seed says: mostly when the cluster is whole again,
 * sometimes while it still mends.
 */
final class Nemesis {
    /** Then the next comes although the cluster still mends. */
    private static final Duration WHOLE_MAX = Duration.ofSeconds(12);

    /** So often in a row; then it gets the time that it needs: who never serves shows nothing. */
    private static final int UNMENDED_MAX = 2;

    private static final Duration START_MAX = Duration.ofSeconds(90);
    private static final int CLOCK_SECONDS = 600;
    private static final long CLOCK_MILLIS = 8_000;

    private final Fleet fleet;
    private final Intruder intruder;
    private final History history;
    private final Consumer<String> progress;
    private final Random random;
    private final Outages outages;
    private final @Nullable Cuts cuts;
    private final List<Fault> bag = new ArrayList<>();
    private Fault current = Fault.KILL;
    private int unmended;
    private volatile int count;

    Nemesis(
            Site site,
            Intruder intruder,
            History history,
            Consumer<String> progress,
            long seed,
            Settings settings) {
        this.fleet = site.fleet();
        this.intruder = intruder;
        this.history = history;
        this.progress = progress;
        this.random = new Random(seed);
        this.outages = new Outages(site.server(), site.disk(), site.tracer(), this::say);
        this.cuts =
                site.network() instanceof Bridge bridge
                        ? new Cuts(bridge, fleet.nodes(), random, this::say)
                        : null;
        for (var fault : settings.faults()) {
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
                boolean patient = random.nextInt(4) > 0;
                mended(patient && fleet.awaitReady(WHOLE_MAX));
            }
        }
    }

    private void mended(boolean whole) {
        unmended = whole ? 0 : unmended + 1;
        if (unmended > UNMENDED_MAX) {
            fleet.awaitReady(START_MAX);
            unmended = 0;
        }
    }

    /** Does it and puts it into the history. */
    private void apply(Fault fault) {
        current = fault;
        count++;
        switch (fault) {
            case KILL -> kill(some(fleet.hosts()));
            case KILL_OLDEST -> kill(fleet.oldest());
            case KILL_EDGE -> {
                var edges = fleet.nodes().stream().filter(node -> !node.hosts()).toList();
                kill(some(edges.isEmpty() ? fleet.nodes() : edges));
            }
            case PAUSE -> pause(random.nextInt(3) == 0 ? 5_000 : 1_000);
            case PAUSE_LONG -> pause(30_000);
            case ROLL -> fleet.nodes().forEach(this::restart);
            case DB_RESTART -> saying(() -> outages.signal("INT"));
            case DB_KILL -> saying(() -> outages.signal("KILL"));
            case DB_CUT -> saying(outages::connections);
            case KILL_ALL -> {
                say("");
                fleet.nodes().forEach(node -> node.signal("KILL"));
                outages.signal("KILL");
            }
            case INTRUDER -> saying(() -> intruder.write(random));
            case NO_SNAPSHOTS -> saying(outages::snapshots);
            case CUT_NODE -> cuts().node();
            case CUT_PEERS -> cuts().peers();
            case CUT_LINK -> cuts().link();
            case CUT_DATABASE -> cuts().database();
            case FLAP -> cuts().flap();
            case FSYNC_SLOW -> outages.slow();
            case FSYNC_ERROR -> outages.failing();
            case DISK_FULL -> outages.full();
            case CLOCK -> clock();
        }
    }

    private Cuts cuts() {
        if (cuts == null) {
            throw new IllegalStateException("there is no network to cut");
        }
        return cuts;
    }

    private void saying(Runnable deed) {
        say("");
        deed.run();
    }

    private void kill(NodeProcess node) {
        say("node " + node.number);
        node.signal("KILL");
    }

    private void pause(long millis) {
        var node = some(fleet.nodes());
        say("node " + node.number + " for " + millis + " ms");
        node.signal("STOP");
        Waiting.pause(millis);
        node.signal("CONT");
    }

    private void restart(NodeProcess node) {
        again(node);
        fleet.awaitReady(WHOLE_MAX);
    }

    /** It must say of itself that it is not ready, and disturb nobody. */
    private void clock() {
        var node = some(fleet.nodes());
        node.setClock(random.nextBoolean() ? CLOCK_SECONDS : -CLOCK_SECONDS);
        again(node);
        if (Waiting.until(START_MAX, () -> fleet.answers(node))) {
            say("node " + node.number + " runs");
            Waiting.pause(CLOCK_MILLIS);
        }
        node.setClock(0);
        again(node);
    }

    private void again(NodeProcess node) {
        say("node " + node.number + ", clock " + node.clockSeconds() + " s off");
        int starts = node.starts();
        node.signal("TERM");
        Waiting.until(START_MAX, () -> node.starts() > starts);
    }

    private NodeProcess some(List<NodeProcess> nodes) {
        return nodes.get(random.nextInt(nodes.size()));
    }

    private void say(String what) {
        history.write(History.line("fault").put("fault", current.word()).put("what", what));
        progress.accept("  " + current.word() + " " + what);
    }
}
