package gesso.edge.analysis;

import com.fasterxml.jackson.core.JsonGenerator;
import gesso.protocol.FieldError;
import gesso.protocol.Json;
import gesso.protocol.Refusal;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.postgresql.util.PSQLException;

/**
 * One question under way, on a connection of its own that ends with it: nothing that a question
 * sets or takes outlives it. It ends after its time, whatever the question has set. For one thread,
 * but for {@link #cancel}.
 */
final class Run implements AutoCloseable {
    private static final int FETCH = 500;

    private final Connection connection;
    private final Statement statement;
    private final ResultSet rows;
    private final List<Answer.Column> columns;
    private final AtomicBoolean late;
    private final CompletableFuture<Void> end;
    private final long began;

    /** Why there is no answer. */
    static final class Refused extends Exception {
        private static final long serialVersionUID = 1L;

        private final transient Refusal why;
        private final transient List<FieldError> errors;

        Refused(Refusal why, String detail, List<FieldError> errors) {
            super(detail, null, false, false);
            this.why = why;
            this.errors = List.copyOf(errors);
        }

        Refusal why() {
            return why;
        }

        List<FieldError> errors() {
            return errors;
        }
    }

    private Run(
            Connection connection,
            Statement statement,
            ResultSet rows,
            AtomicBoolean late,
            CompletableFuture<Void> end,
            long began)
            throws SQLException {
        this.connection = connection;
        this.statement = statement;
        this.rows = rows;
        this.columns = Answer.columns(rows);
        this.late = late;
        this.end = end;
        this.began = began;
    }

    /** Takes the connection over; when it comes back, the first rows are there. */
    static Run start(Connection connection, Asked asked, Duration time) throws Refused {
        long began = System.nanoTime();
        var late = new AtomicBoolean();
        var end = new CompletableFuture<Void>();
        try {
            connection.setAutoCommit(false);
            give(connection, asked);
            var statement = connection.createStatement();
            statement.setFetchSize(FETCH);
            statement.setEscapeProcessing(false);
            end.orTimeout(time.toMillis(), TimeUnit.MILLISECONDS)
                    .exceptionallyAsync(
                            _ -> {
                                late.set(true);
                                stop(connection, statement);
                                return null;
                            },
                            task -> Thread.ofVirtual().start(task));
            return new Run(
                    connection, statement, statement.executeQuery(asked.sql()), late, end, began);
        } catch (SQLException failed) {
            end.complete(null);
            quietly(connection);
            throw refused(failed, late.get(), time);
        }
    }

    private static void give(Connection connection, Asked asked) throws SQLException {
        try (var given =
                connection.prepareStatement(
                        "SELECT set_config('asked.canvas', ?, true),"
                                + " set_config('asked.from', ?, true),"
                                + " set_config('asked.to', ?, true)")) {
            given.setString(1, asked.canvas() == null ? "" : asked.canvas());
            given.setString(2, asked.from() == null ? "" : asked.from().toString());
            given.setString(3, asked.to() == null ? "" : asked.to().toString());
            given.execute();
        }
    }

    /** What is to be looked at: as many rows as one answer holds, and whether there are more. */
    byte[] table(AnalysisLimits limits) throws Refused {
        var bytes = new ByteArrayOutputStream();
        try (var out = Json.MAPPER.createGenerator(bytes)) {
            out.writeStartObject();
            out.writeFieldName("columns");
            out.writePOJO(columns);
            out.writeArrayFieldStart("rows");
            boolean more = rows(out, bytes, limits);
            out.writeEndArray();
            out.writeBooleanField("more", more);
            out.writeNumberField("millis", (System.nanoTime() - began) / 1_000_000);
            out.writeEndObject();
        } catch (SQLException failed) {
            throw refused(failed, late.get(), limits.statement());
        } catch (IOException impossible) {
            throw new IllegalStateException("memory does not break", impossible);
        }
        return bytes.toByteArray();
    }

    private boolean rows(JsonGenerator out, ByteArrayOutputStream bytes, AnalysisLimits limits)
            throws SQLException, IOException {
        for (int count = 0; rows.next(); count++) {
            if (count >= limits.rows() || bytes.size() >= limits.bytes()) {
                return true;
            }
            out.writeStartArray();
            for (int n = 0; n < columns.size(); n++) {
                Answer.value(out, rows, n + 1, columns.get(n));
            }
            out.writeEndArray();
            out.flush();
        }
        return false;
    }

    /** Writes what is to be saved, at the pace of whoever takes it. */
    void save(Answer how, int most, OutputStream out) throws SQLException, IOException {
        how.save(rows, columns, most, out);
    }

    /** Called once, when this is over, however that comes. */
    void onEnd(Runnable left) {
        end.whenComplete((_, _) -> left.run());
    }

    /** From any thread: whoever waits for rows gets an exception. */
    void cancel() {
        end.complete(null);
        stop(connection, statement);
    }

    @Override
    public void close() {
        end.complete(null);
        quietly(connection);
    }

    private static void stop(Connection connection, Statement statement) {
        try {
            statement.cancel();
            connection.abort(Runnable::run);
        } catch (SQLException gone) {
            quietly(connection);
        }
    }

    private static void quietly(Connection connection) {
        try {
            connection.close();
        } catch (SQLException gone) {
            // It is closed: that was wanted.
        }
    }

    static Refused refused(SQLException failed, boolean late, Duration time) {
        var state = failed.getSQLState() == null ? "" : failed.getSQLState();
        if (late || state.equals("57014")) {
            return new Refused(
                    Refusal.TOO_LARGE,
                    "The question took longer than "
                            + time.toSeconds()
                            + " s. Ask about one canvas, a shorter time, or fewer rows.",
                    List.of());
        }
        return switch (state) {
            case "42501", "25006" ->
                    new Refused(
                            Refusal.FORBIDDEN,
                            "Questions read the views of this page and change nothing: "
                                    + message(failed),
                            List.of());
            case "53300", "53400", "57P01", "57P03", "08001", "08004", "08006" ->
                    new Refused(
                            Refusal.UNAVAILABLE,
                            "Not possible at this moment; try again, unchanged.",
                            List.of());
            default -> {
                var message = message(failed);
                yield new Refused(
                        Refusal.INVALID,
                        "sql: " + message,
                        List.of(new FieldError("sql", message)));
            }
        };
    }

    private static String message(SQLException failed) {
        if (failed instanceof PSQLException known && known.getServerErrorMessage() != null) {
            var said = known.getServerErrorMessage();
            var at = said.getPosition() > 0 ? " (at character " + said.getPosition() + ")" : "";
            var hint = said.getHint() == null ? "" : ". " + said.getHint();
            return said.getMessage() + at + hint;
        }
        return String.valueOf(failed.getMessage());
    }
}
