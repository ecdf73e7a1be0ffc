package gesso.deploy.transfer;

import com.fasterxml.jackson.databind.JsonNode;
import gesso.cluster.canvas.CanvasReplay;
import gesso.cluster.journal.JournalEntry;
import gesso.cluster.journal.JournalEvent;
import gesso.cluster.journal.JournalImport;
import gesso.cluster.journal.PersistenceIds;
import gesso.deploy.CannotStart;
import gesso.protocol.Clients;
import gesso.protocol.HybridClock;
import gesso.protocol.Json;
import gesso.protocol.Origin;
import gesso.protocol.Role;
import gesso.protocol.canvas.CanvasEvent;
import gesso.protocol.journal.EventCodec;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Brings an exported canvas into a database that has never had it: all of it, or nothing. What is
 * stored was folded before, and makes the canvas that was exported. Its last event makes somebody
 * here its owner. Used once.
 */
public final class Importing {
    private static final String SERVICE = Clients.service("import");

    /** Clocks of two machines. */
    private static final Duration AHEAD_MAX = Duration.ofMinutes(1);

    private final Connection connection;
    private final Path folder;
    private final String owner;
    private final LongConsumer progress;
    private final Map<String, Long> revisions = new HashMap<>();
    private long events;
    private @Nullable StoredEvent last;

    /**
     * What has come.
     *
     * @param missing apps of it that this Gesso does not have
     */
    public record Done(
            String canvas, String title, long events, String owner, List<String> missing) {}

    private record Account(String id, String name) {}

    /**
     * @param owner id, address or name of somebody here
     */
    public Importing(Connection connection, Path folder, String owner, LongConsumer progress) {
        this.connection = connection;
        this.folder = folder;
        this.owner = owner;
        this.progress = progress;
    }

    public Done run() throws SQLException, InterruptedException {
        try {
            var manifest = Manifest.read(folder);
            if (!manifest.whole() || manifest.stateFile() == null) {
                throw new CannotStart(
                        "This export begins in the middle of the canvas's life. Only one that was"
                                + " made without --from can be imported.");
            }
            var state = manifest.stateFile().checked(folder);
            var file = manifest.eventsFile().checked(folder);
            var account = account();
            try (var bringing = JournalImport.begin(connection, manifest.canvas())) {
                if (bringing.isThere()) {
                    throw new CannotStart(
                            "Canvas %s is here already, or was; an import never changes one."
                                    .formatted(manifest.canvas()));
                }
                bring(manifest, bringing, file, state, account);
                bringing.commit();
            }
            return new Done(
                    manifest.canvas(),
                    manifest.title() == null ? manifest.canvas() : manifest.title(),
                    events,
                    account.name(),
                    missing(manifest));
        } catch (IOException unreadable) {
            throw new CannotStart(
                    "The export cannot be read: " + unreadable.getMessage(), unreadable);
        }
    }

    private void bring(
            Manifest manifest, JournalImport bringing, Path file, Path state, Account account)
            throws IOException, InterruptedException, SQLException {
        var replay = new CanvasReplay(manifest.canvas(), Long.MAX_VALUE);
        if (manifest.form() == Form.NDJSON) {
            read(manifest, bringing, replay, file);
        } else {
            var between = Files.createTempDirectory("gesso-import");
            var lines = between.resolve(Form.NDJSON.file());
            try {
                Columns.convert(file, lines);
                read(manifest, bringing, replay, lines);
            } finally {
                Files.deleteIfExists(lines);
                Files.delete(between);
            }
        }
        if (events != manifest.events() || last == null) {
            throw new CannotStart(
                    "The export has %,d events where its manifest tells of %,d."
                            .formatted(events, manifest.events()));
        }
        if (!Arrays.equals(Json.canonical(replay.result()), Files.readAllBytes(state))) {
            throw new CannotStart(
                    "The events make another canvas than the one that was exported; nothing was"
                            + " imported.");
        }
        var was = role(replay.result(), account);
        if (was != Role.OWNER) {
            bringing.add(
                    PersistenceIds.canvas(manifest.canvas()),
                    owned(manifest.canvas(), was, account));
        }
    }

    private void read(Manifest manifest, JournalImport bringing, CanvasReplay replay, Path file)
            throws IOException, SQLException {
        try (var lines = Files.newBufferedReader(file)) {
            for (var line = lines.readLine(); line != null; line = lines.readLine()) {
                var event = event(manifest, line);
                if (event.isOfCanvas() && event.entry().event().manifest().contains("added")) {
                    check(bringing, event);
                }
                bringing.add(event.persistenceId(), event.entry());
                replay.add(event.persistenceId(), event.newest());
                progress.accept(events);
            }
        } catch (IllegalArgumentException | IllegalStateException contradicting) {
            throw damaged(contradicting.getMessage());
        }
    }

    private StoredEvent event(Manifest manifest, String line) {
        try {
            var event = StoredEvent.exported(line);
            if (!event.canvas().equals(manifest.canvas())
                    || last != null && StoredEvent.ORDER.compare(last, event) >= 0) {
                throw damaged("it does not follow what came before");
            }
            long ahead = HybridClock.millis(event.at()) - System.currentTimeMillis();
            if (ahead > AHEAD_MAX.toMillis()) {
                throw new CannotStart(
                        "Event %,d happened in the future, by this machine's clock."
                                .formatted(events + 1));
            }
            last = event;
            events++;
            revisions.merge(event.persistenceId(), 1L, Long::sum);
            return event;
        } catch (StoredEvent.Unreadable unreadable) {
            throw damaged("it " + unreadable.getMessage());
        }
    }

    private CannotStart damaged(@Nullable String why) {
        return new CannotStart(
                "Event %,d is damaged: %s. Nothing was imported.".formatted(events + 1, why));
    }

    private static void check(JournalImport bringing, StoredEvent event) throws SQLException {
        var widget = event.entry().event().data().path("widget").asText();
        if (!widget.isEmpty() && bringing.isTaken(widget)) {
            throw new CannotStart(
                    "Widget %s of it lies on another canvas here; nothing was imported."
                            .formatted(widget));
        }
    }

    private static @Nullable Role role(JsonNode state, Account account) {
        for (var member : state.at("/canvas/members")) {
            if (member.path("user").asText().equals(account.id())) {
                return Json.value(member.path("role"), Role.class);
            }
        }
        return null;
    }

    /** After all that was: what was exported stays what it is. */
    private JournalEntry owned(String canvas, @Nullable Role was, Account account) {
        CanvasEvent event =
                was == null
                        ? new CanvasEvent.MemberJoined(account.id(), Role.OWNER, null)
                        : new CanvasEvent.MemberRoleChanged(account.id(), Role.OWNER, was);
        var op = UUID.randomUUID().toString();
        long then = last == null ? 0 : last.at() + 1;
        var origin =
                new Origin(
                        op,
                        SERVICE,
                        null,
                        account.id(),
                        null,
                        op,
                        null,
                        null,
                        null,
                        null,
                        "0".repeat(16),
                        Math.max(then, HybridClock.ofMillis(System.currentTimeMillis())));
        var data = EventCodec.data(event);
        return new JournalEntry(
                revisions.getOrDefault(PersistenceIds.canvas(canvas), 0L) + 1,
                new JournalEvent(
                        EventCodec.manifest(event),
                        origin,
                        data,
                        EventCodec.encode(origin, data),
                        0,
                        null,
                        List.of()));
    }

    private Account account() throws SQLException {
        try (var query =
                connection.prepareStatement(
                        """
                        SELECT id, name FROM account
                        WHERE id = ? OR email = lower(?) OR name = ? ORDER BY id LIMIT 2
                        """)) {
            for (int i = 1; i <= 3; i++) {
                query.setString(i, owner);
            }
            try (var found = query.executeQuery()) {
                if (!found.next()) {
                    throw new CannotStart(
                            "Nobody here has the id, address or name '%s'; who shall own it?"
                                    .formatted(owner));
                }
                var account = new Account(found.getString(1), found.getString(2));
                if (found.next()) {
                    throw new CannotStart(
                            "More than one person here is called '%s'; give the address or id."
                                    .formatted(owner));
                }
                return account;
            }
        }
    }

    private List<String> missing(Manifest manifest) throws SQLException {
        var missing = new ArrayList<String>();
        try (var query =
                connection.prepareStatement(
                        "SELECT EXISTS (SELECT FROM app_version WHERE app = ? AND version = ?)")) {
            for (var app : manifest.apps().entrySet()) {
                for (var version : app.getValue()) {
                    query.setString(1, app.getKey());
                    query.setString(2, version);
                    try (var answer = query.executeQuery()) {
                        if (answer.next() && !answer.getBoolean(1)) {
                            missing.add(app.getKey() + "@" + version);
                        }
                    }
                }
            }
        }
        return missing;
    }
}
