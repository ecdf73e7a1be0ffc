package gesso.chaos;

import gesso.deploy.CannotStart;
import gesso.deploy.db.EmbeddedDatabase;
import gesso.protocol.Json;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One run from an empty folder to the verdict: start, people, faults, quiet, readings, a whole
 * restart without snapshots, readings again, and the checker.
 */
public final class ChaosRun {
    private static final Duration START_MAX = Duration.ofMinutes(2);
    private static final Duration WHOLE_MAX = Duration.ofMinutes(2);
    private static final int WIDGETS = 3;
    private static final int LOOKS_BEFORE_REVOCATION = 3;
    private static final int LOOKS_MIN = 6;

    private final Settings settings;
    private final Consumer<String> progress;
    private final Random random;
    private final List<Client> clients = new ArrayList<>();
    private final List<Thread> threads = new ArrayList<>();
    private final List<String> canvases = new ArrayList<>();
    private final List<String[]> widgets = new ArrayList<>();

    public ChaosRun(Settings settings, Consumer<String> progress) {
        this.settings = settings;
        this.progress = progress;
        this.random = new Random(settings.seed());
    }

    /** What the run counted and what the checker says. */
    public record Outcome(long ops, long acked, int faults, Verdict verdict) {
        public String json() {
            return Json.text(verdict.json(ops, acked, faults));
        }
    }

    /** SQL on the database before anybody edits, for a test that weakens a fence there. */
    public interface Preparation {
        String sql();
    }

    public Outcome run(@Nullable Preparation preparation) throws Exception {
        var missing = Need.missing(settings.faults());
        if (!missing.isEmpty()) {
            throw new CannotStart(
                    "The faults of this run cannot be made here.\n  "
                            + String.join("\n  ", missing)
                            + "\nOr choose others: --faults LIST");
        }
        long left = Leftovers.end();
        if (left > 0) {
            progress.accept(left + " processes of a killed run were ended");
        }
        try (var site = Site.open(settings);
                var history = new History(settings.history())) {
            // A run that is broken off leaves no process behind.
            Runtime.getRuntime().addShutdownHook(new Thread(site::abandon));
            try {
                return run(site, history, preparation);
            } finally {
                clients.forEach(client -> client.turn(Client.Mode.END));
            }
        }
    }

    private Outcome run(Site site, History history, @Nullable Preparation preparation)
            throws Exception {
        var fleet = site.fleet();
        var server = site.server();
        progress.accept("seed " + settings.seed() + ", history in " + settings.history());
        fleet.start();
        if (!fleet.awaitReady(START_MAX)) {
            throw new IOException("The nodes do not start: " + fleet.notReady());
        }
        if (preparation != null) {
            Outages.execute(server.database(), preparation.sql());
        }
        var owner = new Owner(fleet, history, random.nextLong());
        people(fleet, history, owner);
        var readings = new Readings(fleet, history, owner.self(), random.nextLong());
        progress.accept(
                settings.nodes()
                        + " nodes, "
                        + clients.size()
                        + " people on "
                        + settings.canvases()
                        + " canvases");
        var nemesis =
                new Nemesis(
                        site,
                        new Intruder(server.database(), history, owner.self(), widgets),
                        history,
                        progress,
                        random.nextLong(),
                        settings);
        edit(history, owner, readings, nemesis);
        quieten(site, history);
        readings.everything(1, canvases);
        end();
        if (settings.restarts()) {
            restart(server, fleet, history);
            readings.everything(2, canvases);
        }
        fleet.stop();
        history.flush();
        var verdict = Checker.check(settings.history(), Entry.all(server.database()));
        return new Outcome(history.asked(), history.acked(), nemesis.count(), verdict);
    }

    private void people(Fleet fleet, History history, Owner owner) {
        for (int i = 0; i < settings.canvases(); i++) {
            var canvas = owner.canvas("Canvas " + i);
            canvases.add(canvas);
            for (int w = 0; w < WIDGETS; w++) {
                widgets.add(new String[] {canvas, owner.todo(canvas, w * 4, 0)});
            }
        }
        int watchers = Math.max(1, settings.clients() / 3);
        for (int i = 0; i < settings.clients() + watchers; i++) {
            boolean edits = i < settings.clients();
            var name = (edits ? "p" : "w") + i;
            var person = owner.guest(name);
            var canvas = canvases.get(i % canvases.size());
            owner.role(canvas, person, edits ? "editor" : "viewer");
            clients.add(
                    new Client(
                            name,
                            person,
                            canvas,
                            fleet,
                            history,
                            random.nextLong(),
                            edits ? settings.perSecond() : 0,
                            settings.openMax()));
        }
    }

    private void edit(History history, Owner owner, Readings readings, Nemesis nemesis)
            throws InterruptedException {
        clients.forEach(client -> threads.add(Thread.ofVirtual().start(client)));
        long began = System.nanoTime();
        long until = began + TimeUnit.SECONDS.toNanos(settings.seconds());
        BooleanSupplier goesOn =
                () -> System.nanoTime() < until || history.acked() < settings.acked();
        var failure = new AtomicReference<@Nullable Throwable>();
        var party = Thread.ofVirtual().uncaughtExceptionHandler((_, thrown) -> failure.set(thrown));
        var faults = party.start(() -> nemesis.run(goesOn));
        var office = party.start(() -> office(owner, readings, goesOn));
        while (faults.isAlive() || office.isAlive()) {
            if (faults.join(Duration.ofSeconds(5))) {
                office.join();
            }
            progress.accept(
                    "%4d s: %d edits acknowledged, %d asked, %d faults"
                            .formatted(
                                    (System.nanoTime() - began) / 1_000_000_000,
                                    history.acked(),
                                    history.asked(),
                                    nemesis.count()));
            if (failure.get() != null) {
                throw new IllegalStateException("The run cannot go on", failure.get());
            }
        }
    }

    /** Looks at instants, twice each, and takes the right to edit from one person of a canvas. */
    private void office(Owner owner, Readings readings, BooleanSupplier goesOn) {
        var dice = new Random(settings.seed() + 1);
        int looks = 0;
        var seen = new ArrayList<Map.Entry<String, String>>();
        while (goesOn.getAsBoolean() || looks < LOOKS_MIN) {
            Waiting.pause(1_000);
            var canvas = canvases.get(dice.nextInt(canvases.size()));
            seen.add(Map.entry(canvas, readings.instant(0, canvas, "now")));
            var again = seen.get(dice.nextInt(seen.size()));
            readings.instant(0, again.getKey(), again.getValue());
            if (++looks == LOOKS_BEFORE_REVOCATION) {
                var loser = clients.getFirst();
                owner.revoke(loser.canvas(), loser.person());
                progress.accept("  " + loser.name() + " may not edit any more");
            }
        }
        var last = List.copyOf(seen);
        last.forEach(one -> readings.instant(1, one.getKey(), one.getValue()));
    }

    /** No faults and no new edits: the cluster must become whole, and everybody hear everything. */
    private void quieten(Site site, History history) throws SQLException {
        var fleet = site.fleet();
        site.network().heal();
        fleet.nodes().forEach(node -> node.signal("CONT"));
        if (!fleet.awaitReady(WHOLE_MAX)) {
            whole(history, String.join("; ", fleet.notReady()));
        }
        clients.forEach(client -> client.turn(Client.Mode.FINISH));
        var quiet = Duration.ofSeconds(settings.quietSeconds());
        if (!Waiting.until(quiet, () -> clients.stream().allMatch(one -> one.unanswered() == 0))) {
            clients.stream()
                    .filter(one -> one.unanswered() > 0)
                    .forEach(one ->
                            whole(
                                    history,
                                    one.name()
                                            + " has "
                                            + one.unanswered()
                                            + " operations without an answer"));
        }
        var newest = new HashMap<String, Map<String, Long>>();
        for (var canvas : canvases) {
            newest.put(canvas, Entry.newest(site.server().database(), canvas));
        }
        Waiting.until(
                quiet,
                () ->
                        clients.stream()
                                .allMatch(one ->
                                        hasHeard(
                                                one, newest.getOrDefault(one.canvas(), Map.of()))));
        progress.accept("quiet: " + history.acked() + " edits acknowledged");
    }

    /** What is removed is not heard of any more. */
    private static boolean hasHeard(Client client, Map<String, Long> newest) {
        var heard = client.heard();
        if (heard.getOrDefault(Picture.CANVAS, 0L) < newest.getOrDefault(Picture.CANVAS, 0L)) {
            return false;
        }
        return client.widgets().stream()
                .allMatch(of -> heard.getOrDefault(of, -1L) >= newest.getOrDefault(of, 0L));
    }

    private static void whole(History history, String problem) {
        history.write(History.line("not-whole").put("what", problem));
    }

    private void end() throws InterruptedException {
        clients.forEach(client -> client.turn(Client.Mode.END));
        for (var thread : threads) {
            thread.join();
        }
    }

    private void restart(EmbeddedDatabase server, Fleet fleet, History history) throws Exception {
        progress.accept("everything is started anew, without snapshots");
        fleet.stop();
        Outages.execute(server.database(), "DELETE FROM snapshot");
        fleet.start();
        if (!fleet.awaitReady(START_MAX)) {
            whole(history, "after a whole restart: " + fleet.notReady());
        }
    }
}
