package gesso.load.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** A report for the terminal: one line for each figure, one column for each flow. */
public final class Table {
    private static final int NAME_WIDTH = 38;
    private static final int WIDTH = 14;

    private Table() {}

    /** One row of a flow: its name, and its value in each flow. */
    record Row(String name, List<String> values) {}

    public static String of(Report report) {
        var text = new StringBuilder();
        var conditions = report.conditions();
        text.append("%n%s: %s%n".formatted(report.scenario(), report.sent()));
        text.append(
                "%d cpus%s, load average %.1f before, %.1f after; client: %d thread%s, %s%n%n"
                        .formatted(
                                conditions.cpus(),
                                conditions.pinned() ? ", server on a core of its own" : "",
                                conditions.loadBefore(),
                                conditions.loadAfter(),
                                conditions.clientThreads(),
                                conditions.clientThreads() == 1 ? "" : "s",
                                conditions.transport()));
        if (report.flows().size() > 1) {
            line(text, new Row("", report.flows().stream().map(Flow::name).toList()));
        }
        rows(report.flows()).forEach(row -> line(text, row));
        for (var figure : report.figures()) {
            line(
                    text,
                    new Row(figure.name(), List.of(number(figure.value()) + " " + figure.unit())));
        }
        report.problems().forEach(problem -> text.append("! ").append(problem).append('\n'));
        return text.toString();
    }

    private static void line(StringBuilder text, Row row) {
        text.append(("%-" + NAME_WIDTH + "s").formatted(row.name()));
        row.values().forEach(value -> text.append(("%" + WIDTH + "s").formatted(value)));
        text.append('\n');
    }

    static List<Row> rows(List<Flow> flows) {
        var rows = new ArrayList<Row>();
        if (flows.isEmpty()) {
            return rows;
        }
        row(rows, "offered, edits/s", flows, Flow::offeredPerSecond);
        row(rows, "deliveries/s to other screens", flows, Flow::deliveriesPerSecond);
        row(rows, "ack p50, ms", flows, flow -> of(flow.ack(), flow.ack().p50()));
        row(rows, "ack p95, ms", flows, flow -> of(flow.ack(), flow.ack().p95()));
        row(rows, "ack p99, ms", flows, flow -> of(flow.ack(), flow.ack().p99()));
        row(rows, "ack max, ms", flows, flow -> of(flow.ack(), flow.ack().max()));
        row(rows, "edit to screen p50, ms", flows, flow -> of(flow.seen(), flow.seen().p50()));
        row(rows, "edit to screen p95, ms", flows, flow -> of(flow.seen(), flow.seen().p95()));
        row(rows, "edit to screen p99, ms", flows, flow -> of(flow.seen(), flow.seen().p99()));
        row(rows, "edit to screen max, ms", flows, flow -> of(flow.seen(), flow.seen().max()));
        row(rows, "lost", flows, flow -> (double) flow.lost());
        row(rows, "superseded", flows, flow -> (double) flow.superseded());
        row(rows, "retried", flows, flow -> (double) flow.retried());
        row(
                rows,
                "server CPU, us per delivery",
                flows,
                flow -> flow.cost().serverMicrosPerDelivery());
        row(
                rows,
                "  of that the JVM's compiler",
                flows,
                flow -> flow.cost().compilerMicrosPerDelivery());
        row(
                rows,
                "PostgreSQL CPU, us per delivery",
                flows,
                flow -> flow.cost().postgresMicrosPerDelivery());
        row(
                rows,
                "client CPU, us per delivery",
                flows,
                flow -> flow.cost().clientMicrosPerDelivery());
        row(rows, "server CPU, us per edit", flows, flow -> flow.cost().serverMicrosPerEdit());
        row(
                rows,
                "PostgreSQL CPU, us per edit",
                flows,
                flow -> flow.cost().postgresMicrosPerEdit());
        row(rows, "server, cores", flows, flow -> flow.cost().serverCores());
        row(rows, "PostgreSQL, cores", flows, flow -> flow.cost().postgresCores());
        row(rows, "client, cores", flows, flow -> flow.cost().clientCores());
        row(rows, "everything else, cores", flows, flow -> flow.cost().otherCores());
        row(rows, "frames per delivery", flows, Flow::framesPerDelivery);
        row(rows, "bytes per delivery", flows, Flow::bytesPerDelivery);
        row(rows, "bytes per edit sent", flows, Flow::sentBytesPerEdit);
        return rows;
    }

    private static @Nullable Double of(Percentiles percentiles, double value) {
        return percentiles.count() == 0 ? null : (Double) value;
    }

    /** What a flow has one of, or has not. */
    private interface Value {
        @Nullable Double of(Flow flow);
    }

    private static void row(List<Row> rows, String name, List<Flow> flows, Value value) {
        var texts = new ArrayList<String>();
        boolean any = false;
        for (var flow : flows) {
            var one = value.of(flow);
            any |= one != null;
            texts.add(one == null ? "-" : number(one));
        }
        if (any) {
            rows.add(new Row(name, texts));
        }
    }

    /** Three digits are what such figures carry. */
    static String number(double value) {
        double size = Math.abs(value);
        if (value == Math.rint(value) && size < 1e15) {
            return String.format(Locale.ROOT, "%,d", (long) value);
        }
        int digits = size >= 100 ? 0 : size >= 10 ? 1 : size >= 0.1 ? 2 : 3;
        return String.format(Locale.ROOT, "%,." + digits + "f", value);
    }
}
