package gesso.edge.analysis;

import com.fasterxml.jackson.databind.JsonNode;
import gesso.protocol.Decoded;
import gesso.protocol.Fields;
import java.sql.SQLException;
import java.time.DateTimeException;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.postgresql.core.Parser;
import org.postgresql.core.SqlCommandType;

/**
 * A question as it comes: the text, and what is given with it.
 *
 * @param canvas what {@code the_canvas()} is; null: every one
 * @param from what {@code since()} is
 * @param to what {@code until()} is
 */
record Asked(String sql, @Nullable String canvas, @Nullable Instant from, @Nullable Instant to) {
    private static final int TIME_MAX = 40;

    static Decoded<Asked> of(JsonNode body, int characters) {
        var f = Fields.of(body);
        var asked =
                new Asked(
                        sql(f, characters),
                        f.optional("canvas", f::entity),
                        f.has("from") ? time(f, "from") : null,
                        f.has("to") ? time(f, "to") : null);
        return f.done(asked);
    }

    /** One that reads. What it may read, and that it only reads, the database decides. */
    static String sql(Fields f, int characters) {
        var sql = f.text("sql", 1, characters);
        try {
            var statements = Parser.parseJdbcSql(sql, true, false, true, false, false);
            if (statements.size() != 1) {
                f.fault("sql", "must be one question: a single statement");
            } else if (!reads(statements.getFirst().command.getType(), sql)) {
                f.fault("sql", "must be a question: SELECT, WITH or VALUES");
            }
        } catch (SQLException unreadable) {
            f.fault("sql", "is no SQL");
        }
        return sql;
    }

    /** The driver has no word for VALUES and TABLE, which do nothing but read. */
    private static boolean reads(SqlCommandType type, String sql) {
        var first = sql.strip().toLowerCase(Locale.ROOT);
        return type == SqlCommandType.SELECT
                || type == SqlCommandType.WITH
                || first.startsWith("values")
                || first.startsWith("table");
    }

    private static @Nullable Instant time(Fields f, String name) {
        try {
            return Instant.parse(f.text(name, 1, TIME_MAX));
        } catch (DateTimeException wrong) {
            f.fault(name, "must be an ISO time, such as 2026-01-31T12:00:00Z");
            return null;
        }
    }
}
