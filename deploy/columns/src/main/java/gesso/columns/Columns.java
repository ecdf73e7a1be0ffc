package gesso.columns;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Locale;
import java.util.Properties;

/**
 * {@code Columns FROM TO}: exported events from one form into another, told by the names' ends:
 * {@code .ndjson}, {@code .csv} or {@code .parquet}. Order and texts stay as they are. Ends with
 * status 1 and one line when a file cannot be read or written.
 */
public final class Columns {
    private static final String MEMORY_MAX = "512MB";
    private static final int THREADS = 2;

    /** Of one event. */
    private static final long BYTES_MAX = 64L << 20;

    private static final String NAMES =
            "canvas, \"of\", rev, \"at\", \"time\", \"by\", client, op, cause, correlation, app, \"type\","
                    + " manifest, origin, data";
    private static final String TYPES =
            """
            columns = {canvas: 'VARCHAR', 'of': 'VARCHAR', rev: 'BIGINT', 'at': 'BIGINT',
                'time': '%1$s', 'by': 'VARCHAR', client: 'VARCHAR', op: 'VARCHAR',
                cause: 'VARCHAR', correlation: 'VARCHAR', app: 'VARCHAR', 'type': 'VARCHAR',
                manifest: 'VARCHAR', origin: '%2$s', data: '%2$s'}
            """;

    /** As the server writes it. */
    private static final String TIME =
            "strftime(\"time\" AT TIME ZONE 'UTC', '%Y-%m-%dT%H:%M:%S.%gZ')";

    private Columns() {}

    /** How events are kept in a file. */
    private enum Form {
        NDJSON,
        CSV,
        PARQUET;

        static Form of(Path file) {
            var name = file.getFileName().toString();
            return valueOf(name.substring(name.lastIndexOf('.') + 1).toUpperCase(Locale.ROOT));
        }

        String reading(String file) {
            return switch (this) {
                case NDJSON ->
                        "read_json(%s, format = 'newline_delimited', maximum_object_size = %d, %s)"
                                .formatted(file, BYTES_MAX, TYPES.formatted("TIMESTAMPTZ", "JSON"));
                case CSV ->
                        "read_csv(%s, header = true, delim = ',', quote = '\"', escape = '\"', max_line_size = %d, buffer_size = %d, %s)"
                                .formatted(
                                        file,
                                        BYTES_MAX,
                                        BYTES_MAX * 2,
                                        TYPES.formatted("TIMESTAMPTZ", "JSON"));
                case PARQUET -> "read_parquet(" + file + ")";
            };
        }

        String selecting() {
            return switch (this) {
                case NDJSON, CSV -> NAMES.replace("\"time\"", TIME + " AS \"time\"");
                case PARQUET -> NAMES;
            };
        }

        String writing() {
            return switch (this) {
                case NDJSON -> "FORMAT json";
                case CSV -> "FORMAT csv, HEADER";
                case PARQUET -> "FORMAT parquet, COMPRESSION zstd";
            };
        }
    }

    public static void main(String[] arguments) {
        var from = Path.of(arguments[0]);
        var to = Path.of(arguments[1]);
        try {
            convert(from, to);
        } catch (SQLException failed) {
            var said = String.valueOf(failed.getMessage()).lines().findFirst().orElse("");
            System.err.println(said);
            System.exit(1);
        }
    }

    private static void convert(Path from, Path to) throws SQLException {
        try (var database = open(to);
                var statement = database.createStatement()) {
            statement.execute("SET TimeZone = 'UTC'");
            statement.execute(
                    "COPY (SELECT %s FROM %s) TO %s (%s)"
                            .formatted(
                                    Form.of(to).selecting(),
                                    Form.of(from).reading(quoted(from)),
                                    quoted(to),
                                    Form.of(to).writing()));
        }
    }

    /**
     * In memory; what does not fit goes beside the result. Nothing is ever fetched from outside.
     */
    private static Connection open(Path result) throws SQLException {
        var settings = new Properties();
        settings.setProperty("memory_limit", MEMORY_MAX);
        settings.setProperty("threads", Integer.toString(THREADS));
        settings.setProperty(
                "temp_directory", result.toAbsolutePath().resolveSibling("columns.tmp").toString());
        settings.setProperty("autoinstall_known_extensions", "false");
        return DriverManager.getConnection("jdbc:duckdb:", settings);
    }

    private static String quoted(Path file) {
        return "'" + file.toString().replace("'", "''") + "'";
    }
}
