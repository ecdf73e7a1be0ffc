package gesso.edge.telemetry;

import com.fasterxml.jackson.databind.JsonNode;
import gesso.protocol.Decoded;
import gesso.protocol.FieldError;
import gesso.protocol.Fields;
import gesso.protocol.Ids;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A batch of measurements and errors of one page. */
record Report(List<Measurement> metrics, List<Failure> errors) {
    /** Of measurements, and of errors. */
    private static final int BATCH_MAX = 100;

    private static final long MILLIS_MAX = 600_000;
    private static final int MESSAGE_MAX = 500;

    /** What a page can measure. */
    enum Metric {
        CANVAS_LOAD,
        APP_LOAD,
        API,
        EDIT_ACK,
        EDIT_SEEN,
        RECONNECT;

        String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    /** Where something broke in a page. */
    enum Place {
        LOAD,
        API,
        SCRIPT,
        APP;

        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * @param app whose app it was about, when it was about one
     */
    record Measurement(Metric name, long millis, @Nullable String app) {}

    record Failure(Place kind, String message, @Nullable String app) {}

    static Decoded<Report> read(JsonNode body) {
        if (!body.isObject()) {
            return Decoded.invalid(List.of(new FieldError("", "must be an object")));
        }
        var errors = new ArrayList<FieldError>();
        var metrics = list(body, "metrics", errors, Report::measurement);
        var failures = list(body, "errors", errors, Report::failure);
        body.fieldNames()
                .forEachRemaining(name -> {
                    if (!name.equals("metrics") && !name.equals("errors")) {
                        errors.add(new FieldError(name, "is not known"));
                    }
                });
        return errors.isEmpty()
                ? new Decoded.Ok<>(new Report(metrics, failures))
                : Decoded.invalid(errors.stream().limit(Fields.ERRORS_MAX).toList());
    }

    private interface Item<T> {
        Decoded<T> read(Fields fields);
    }

    private static <T> List<T> list(
            JsonNode body, String name, List<FieldError> errors, Item<T> item) {
        var list = body.path(name);
        if (list.isMissingNode()) {
            return List.of();
        }
        if (!list.isArray() || list.size() > BATCH_MAX) {
            errors.add(new FieldError(name, "must be a list of at most " + BATCH_MAX));
            return List.of();
        }
        var items = new ArrayList<T>();
        for (int i = 0; i < list.size(); i++) {
            var at = name + "[" + i + "]";
            switch (item.read(Fields.of(list.path(i)))) {
                case Decoded.Ok<T>(var value) -> items.add(value);
                case Decoded.Invalid<T>(_, _, var faults) ->
                        faults.forEach(fault ->
                                errors.add(
                                        new FieldError(at + "." + fault.field(), fault.message())));
            }
        }
        return items;
    }

    private static Decoded<Measurement> measurement(Fields f) {
        return f.done(
                new Measurement(
                        f.oneOf("name", Metric.class, Metric::word),
                        f.whole("ms", 0, MILLIS_MAX),
                        app(f)));
    }

    private static Decoded<Failure> failure(Fields f) {
        return f.done(
                new Failure(
                        f.oneOf("kind", Place.class, Place::word),
                        f.text("message", 0, MESSAGE_MAX),
                        app(f)));
    }

    private static @Nullable String app(Fields f) {
        return f.optional(
                "app", name -> f.matching(name, Ids::isWidget, "must be the id of an app"));
    }
}
