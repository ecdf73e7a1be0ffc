package gesso.cluster.feed;

import gesso.cluster.generation.CodeFile;
import gesso.protocol.Json;
import gesso.protocol.Texts;
import gesso.protocol.ai.AppSpecification;
import gesso.protocol.generation.Generation;
import gesso.protocol.generation.Generation.Approval;
import gesso.protocol.generation.Generation.Step;
import gesso.protocol.generation.GenerationEvent;
import gesso.protocol.journal.EventCodec;
import java.sql.Connection;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** What AI was asked for, what it counts against its owner's quota, and the files that it wrote. */
final class GenerationLists {
    private static final int PROMPT_SHOWN = 300;

    private static final String ASK =
            """
            INSERT INTO generation (generation, owner, canvas, prompt, title, step, version,
                approval, asked_at, changed_at)
            VALUES (?, ?, ?, ?, ?, ?, 1, 'none', ?, ?) ON CONFLICT (generation) DO NOTHING
            """;
    private static final String USE =
            """
            INSERT INTO generation_use (generation, version, owner, at) VALUES (?, ?, ?, ?)
            ON CONFLICT DO NOTHING
            """;
    private static final String STEP =
            """
            UPDATE generation SET step = ?, version = coalesce(?, version),
                title = coalesce(?, title), changed_at = ? WHERE generation = ?
            """;
    private static final String PLACED = "UPDATE generation SET placed = true WHERE generation = ?";
    private static final String APPROVAL =
            "UPDATE generation SET approval = ?, changed_at = ? WHERE generation = ?";
    private static final String SPENT =
            "UPDATE generation_use SET tokens = tokens + ? WHERE generation = ? AND version = ?";
    private static final String FREE =
            """
            UPDATE generation_use SET counts = false
            WHERE generation = ? AND version = ? AND tokens = 0
            """;
    private static final String FORGIVE =
            "UPDATE generation_use SET counts = false WHERE generation = ? AND version = ?";
    private static final String FILE =
            """
            INSERT INTO app_file (app, hash, path, bytes) VALUES (?, ?, ?, ?)
            ON CONFLICT DO NOTHING
            """;

    private static final String PICTURES =
            """
            INSERT INTO generation_picture (generation, version, pictures) VALUES (?, ?, ?)
            ON CONFLICT (generation, version) DO UPDATE SET pictures = EXCLUDED.pictures
            """;

    private final Statements sql;

    GenerationLists(Connection connection) {
        this.sql = new Statements(connection);
    }

    void apply(FeedRow row) throws SQLException {
        var stored = row.stored();
        var id = row.persistenceId().substring(row.persistenceId().indexOf('|') + 1);
        switch (EventCodec.generation(stored.manifest(), stored.data())) {
            case GenerationEvent.Requested(var prompt, var canvas, var given) -> {
                var owner = stored.origin().user();
                sql.run(
                        ASK,
                        id,
                        owner,
                        canvas,
                        Texts.cut(prompt, PROMPT_SHOWN),
                        title(given),
                        begun(given).word(),
                        row.time(),
                        row.time());
                sql.run(USE, id, 1, owner, row.time());
            }
            case GenerationEvent.Refined(var version, _, var given) -> {
                step(id, begun(given), version, title(given), row);
                sql.run(USE, id, version, stored.origin().user(), row.time());
            }
            case GenerationEvent.Analysed(var version, var specification, var maker) -> {
                step(id, Step.SPECIFIED, null, specification.title(), row);
                sql.run(SPENT, maker.tokens(), id, version);
            }
            case GenerationEvent.CodeGenerated(var version, _, var hash, var code, var maker) -> {
                var bytes = CodeFile.bytes(code);
                sql.run(FILE, Generation.app(id), hash, CodeFile.NAME, bytes);
                step(id, Step.CODED, null, null, row);
                sql.run(SPENT, maker.tokens(), id, version);
            }
            case GenerationEvent.Validated _ -> step(id, Step.CHECKED, null, null, row);
            case GenerationEvent.SandboxTested(var version, _, _, var pictures) -> {
                step(id, Step.TESTED, null, null, row);
                if (pictures != null) {
                    sql.run(PICTURES, id, version, Json.text(Json.tree(pictures)));
                }
            }
            case GenerationEvent.Packaged _ -> step(id, Step.PACKAGED, null, null, row);
            case GenerationEvent.Published _ -> step(id, Step.PUBLISHED, null, null, row);
            case GenerationEvent.Failed(var version, var failure) -> {
                step(id, Step.FAILED, null, null, row);
                if (failure.ours()) {
                    sql.run(FORGIVE, id, version);
                }
            }
            case GenerationEvent.Cancelled(var version) -> {
                step(id, Step.CANCELLED, null, null, row);
                sql.run(FREE, id, version);
            }
            case GenerationEvent.Placed _ -> sql.run(PLACED, id);
            case GenerationEvent.ApprovalAsked _ -> approval(id, Approval.ASKED, row);
            case GenerationEvent.Approved _ -> approval(id, Approval.APPROVED, row);
            case GenerationEvent.Rejected _ -> approval(id, Approval.REJECTED, row);
            case GenerationEvent.Shared _ -> approval(id, Approval.SHARED, row);
        }
    }

    private static Step begun(@Nullable AppSpecification given) {
        return given == null ? Step.REQUESTED : Step.SPECIFIED;
    }

    private static @Nullable String title(@Nullable AppSpecification given) {
        return given == null ? null : given.title();
    }

    private void step(
            String id, Step step, @Nullable Integer version, @Nullable String title, FeedRow row)
            throws SQLException {
        sql.run(STEP, step.word(), version, title, row.time(), id);
    }

    private void approval(String id, Approval approval, FeedRow row) throws SQLException {
        sql.run(APPROVAL, approval.word(), row.time(), id);
    }
}
