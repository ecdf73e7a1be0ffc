package gesso.edge.analysis;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.MinimalPrettyPrinter;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import gesso.protocol.Json;
import java.io.IOException;
import java.io.OutputStream;
import java.io.OutputStreamWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.apache.pekko.http.javadsl.model.ContentType;
import org.apache.pekko.http.javadsl.model.HttpCharsets;
import org.apache.pekko.http.javadsl.model.MediaTypes;
import org.jspecify.annotations.Nullable;

/** How the rows that a question finds are written. */
enum Answer {
    /** To look at: {@code {columns, rows, more, millis}}, as much as one answer holds. */
    TABLE("application", "json"),
    /** To save: one object a line, by the names of the columns. */
    NDJSON("application", "x-ndjson"),
    /** To save: RFC 4180, the names of the columns first. */
    CSV("text", "csv");

    private final String main;
    private final String sub;

    Answer(String main, String sub) {
        this.main = main;
        this.sub = sub;
    }

    record Column(String name, String type) {}

    ContentType contentType() {
        return this == TABLE
                ? MediaTypes.APPLICATION_JSON.toContentType()
                : MediaTypes.customWithFixedCharset(main, sub, HttpCharsets.UTF_8, Map.of(), false)
                        .toContentType();
    }

    /** The first range of an {@code Accept} that names one of these; a table for any. */
    static Optional<Answer> accepted(String accept) {
        for (var range : accept.split(",", -1)) {
            var type = range.split(";", -1)[0].strip().toLowerCase(Locale.ROOT);
            if (type.equals("*/*") || type.equals("application/*")) {
                return Optional.of(TABLE);
            }
            for (var one : values()) {
                if (type.equals(one.main + "/" + one.sub)) {
                    return Optional.of(one);
                }
            }
        }
        return Optional.empty();
    }

    static List<Column> columns(ResultSet rows) throws SQLException {
        var about = rows.getMetaData();
        var columns = new ArrayList<Column>();
        for (int n = 1; n <= about.getColumnCount(); n++) {
            columns.add(new Column(about.getColumnLabel(n), about.getColumnTypeName(n)));
        }
        return columns;
    }

    /** A value in the words of JSON: numbers as numbers, JSON as JSON, times in ISO 8601 UTC. */
    static void value(JsonGenerator out, ResultSet rows, int n, Column column)
            throws SQLException, IOException {
        var text = text(rows, n, column);
        if (text == null) {
            out.writeNull();
            return;
        }
        switch (column.type()) {
            case "int2", "int4", "int8" -> out.writeNumber(rows.getLong(n));
            case "numeric", "float4", "float8" -> number(out, text);
            case "bool" -> out.writeBoolean(rows.getBoolean(n));
            case "json", "jsonb" ->
                    out.writeTree(
                            Json.stored(text)
                                    .orElseGet(() -> JsonNodeFactory.instance.textNode(text)));
            default -> out.writeString(text);
        }
    }

    /** Not every number of a database is one in JSON. */
    private static void number(JsonGenerator out, String text) throws IOException {
        if (text.equals("NaN") || text.endsWith("Infinity")) {
            out.writeString(text);
        } else {
            out.writeNumber(text);
        }
    }

    private static @Nullable String text(ResultSet rows, int n, Column column) throws SQLException {
        if (column.type().equals("timestamptz")) {
            return isoTime(rows, n);
        }
        var text = rows.getString(n);
        return text != null && column.type().equals("bool")
                ? String.valueOf(rows.getBoolean(n))
                : text;
    }

    private static @Nullable String isoTime(ResultSet rows, int n) throws SQLException {
        Timestamp time = rows.getTimestamp(n);
        if (time == null) {
            return null;
        }
        var text = rows.getString(n);
        return text.endsWith("infinity") ? text : time.toInstant().toString();
    }

    /** One line of CSV; {@code null} is an empty cell. */
    static void csv(Writer out, List<@Nullable String> cells) throws IOException {
        for (int n = 0; n < cells.size(); n++) {
            if (n > 0) {
                out.write(',');
            }
            var cell = cells.get(n);
            if (cell == null) {
                continue;
            }
            boolean quoted =
                    cell.isEmpty() || cell.chars().anyMatch(c -> "\",\r\n".indexOf(c) >= 0);
            out.write(quoted ? '"' + cell.replace("\"", "\"\"") + '"' : cell);
        }
        out.write("\r\n");
    }

    /** Writes all rows, at most so many. */
    void save(ResultSet rows, List<Column> columns, int most, OutputStream out)
            throws SQLException, IOException {
        if (this == CSV) {
            cells(rows, columns, most, out);
        } else {
            objects(rows, columns, most, out);
        }
    }

    private static void cells(ResultSet rows, List<Column> columns, int most, OutputStream to)
            throws SQLException, IOException {
        var out = new OutputStreamWriter(to, StandardCharsets.UTF_8);
        csv(out, new ArrayList<@Nullable String>(columns.stream().map(Column::name).toList()));
        int count = 0;
        for (; count < most && rows.next(); count++) {
            var cells = new ArrayList<@Nullable String>();
            for (int n = 0; n < columns.size(); n++) {
                cells.add(text(rows, n + 1, columns.get(n)));
            }
            csv(out, cells);
        }
        out.flush();
        checkWhole(rows, count, most);
    }

    /** A file that looks whole and is not would be believed. */
    private static void checkWhole(ResultSet rows, int count, int most)
            throws SQLException, IOException {
        if (count >= most && rows.next()) {
            throw new IOException("more rows than the " + most + " that one file has");
        }
    }

    private static void objects(ResultSet rows, List<Column> columns, int most, OutputStream to)
            throws SQLException, IOException {
        var out = Json.MAPPER.createGenerator(to);
        out.setPrettyPrinter(new MinimalPrettyPrinter("\n"));
        int count = 0;
        for (; count < most && rows.next(); count++) {
            out.writeStartObject();
            for (int n = 0; n < columns.size(); n++) {
                out.writeFieldName(columns.get(n).name());
                value(out, rows, n + 1, columns.get(n));
            }
            out.writeEndObject();
        }
        out.writeRaw('\n');
        out.flush();
        checkWhole(rows, count, most);
    }
}
