package gesso.edge.history;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.apache.pekko.http.javadsl.model.ContentType;
import org.apache.pekko.http.javadsl.model.HttpCharsets;
import org.apache.pekko.http.javadsl.model.MediaTypes;

/** How history is written. */
enum HistoryFormat {
    /** One JSON object a line. */
    NDJSON("application", "x-ndjson", "\n") {
        @Override
        void row(Lines out, HistoryRow row) {
            object(out, row);
            out.raw("\n");
        }
    },
    /** As the journal has it, for who takes a canvas elsewhere: one JSON object a line. */
    STORED("application", "vnd.gesso.journal+x-ndjson", "\n") {
        @Override
        void row(Lines out, HistoryRow row) {
            var place = row.place();
            out.raw("{\"of\":").text(place.of()).raw(",\"rev\":").number(place.rev());
            out.raw(",\"at\":").number(place.at()).raw(",\"manifest\":").text(row.manifest());
            out.raw(",\"stored\":").bytes(row.payload(), 0, row.payload().length).raw("}\n");
        }
    },
    /** Server-sent events: the id is where to go on after a break. */
    EVENTS("text", "event-stream", ":\n\n") {
        @Override
        void row(Lines out, HistoryRow row) {
            var place = row.place();
            out.raw("id: ").number(place.at()).raw("~").raw(place.of()).raw("~");
            out.number(place.rev()).raw("\ndata: ");
            object(out, row);
            out.raw("\n\n");
        }
    },
    /** RFC 4180, with a row of names first. */
    CSV("text", "csv", "\r\n") {
        @Override
        void begin(Lines out) {
            out.raw(
                    "canvas,of,rev,at,time,by,client,op,cause,correlation,app,type,data,source\r\n");
        }

        @Override
        void row(Lines out, HistoryRow row) {
            var place = row.place();
            out.cell(row.canvas()).raw(",").cell(place.of()).raw(",");
            out.number(place.rev()).raw(",").number(place.at()).raw(",");
            out.raw(row.time()).raw(",").cell(row.by()).raw(",");
            out.cell(row.client()).raw(",").cell(row.op()).raw(",");
            out.cell(row.cause()).raw(",").cell(row.correlation()).raw(",");
            out.cell(row.app()).raw(",").cell(row.type()).raw(",");
            out.cell(row.json(), row.begin(), row.end()).raw(",");
            out.cell(row.source()).raw("\r\n");
        }
    };

    private final String main;
    private final String sub;
    private final ContentType contentType;
    private final String stillHere;

    HistoryFormat(String main, String sub, String stillHere) {
        this.main = main;
        this.sub = sub;
        this.contentType =
                MediaTypes.customWithFixedCharset(main, sub, HttpCharsets.UTF_8, Map.of(), false)
                        .toContentType();
        this.stillHere = stillHere;
    }

    ContentType contentType() {
        return contentType;
    }

    /** What shows that a quiet stream is alive and no reader takes for an event. */
    String stillHere() {
        return stillHere;
    }

    void begin(Lines out) {}

    abstract void row(Lines out, HistoryRow row);

    private static void object(Lines out, HistoryRow row) {
        var place = row.place();
        out.raw("{\"canvas\":").text(row.canvas()).raw(",\"of\":").text(place.of());
        out.raw(",\"rev\":").number(place.rev()).raw(",\"at\":").number(place.at());
        out.raw(",\"time\":\"").raw(row.time()).raw("\",\"by\":").text(row.by());
        out.raw(",\"client\":").text(row.client()).raw(",\"op\":").text(row.op());
        out.raw(",\"cause\":").text(row.cause());
        out.raw(",\"correlation\":").text(row.correlation());
        out.raw(",\"app\":").text(row.app()).raw(",\"source\":").text(row.source());
        out.raw(",\"type\":").text(row.type());
        out.raw(",\"data\":").bytes(row.json(), row.begin(), row.end()).raw("}");
    }

    /** The first range of an {@code Accept} that names one of these; lines of JSON for any. */
    static Optional<HistoryFormat> accepted(String accept) {
        return Arrays.stream(accept.split(",", -1))
                .map(range -> range.split(";", -1)[0].strip())
                .flatMap(range -> of(range).stream())
                .findFirst();
    }

    private static Optional<HistoryFormat> of(String range) {
        if (range.equals("*/*") || range.equals("application/*") || isJson(range)) {
            return Optional.of(NDJSON);
        }
        return Arrays.stream(values())
                .filter(format -> range.equals(format.main + "/" + format.sub))
                .findFirst();
    }

    private static boolean isJson(String range) {
        return range.equals("application/json");
    }
}
