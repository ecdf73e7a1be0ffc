package gesso.load.report;

import gesso.load.report.Plot.Series;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToDoubleFunction;

/** A report as one page that needs nothing else: figures, plots, conditions. */
public final class Page {
    private static final String STYLE =
            """
            :root { color-scheme: light dark; font: 15px/1.5 system-ui, sans-serif }
            body { max-width: 60rem; margin: 2rem auto; padding: 0 1rem }
            table { border-collapse: collapse; margin: 1rem 0 }
            th, td { padding: .15rem .75rem; border-bottom: 1px solid #8884; text-align: right; font-variant-numeric: tabular-nums }
            th:first-child, td:first-child { text-align: left; font-weight: normal }
            svg { width: 100%; height: auto; margin: .5rem 0 }
            svg text { font-size: 11px }
            svg .title, svg .tick { fill: currentColor }
            svg .title { font-size: 13px; font-weight: 600 }
            svg .grid { stroke: #8884 }
            svg polyline { fill: none; stroke-width: 1.6 }
            .problem { color: #d1242f }
            """;

    private Page() {}

    public static String of(Report report) {
        var out =
                new StringBuilder(
                        "<!doctype html>\n<html lang=\"en\">\n<meta charset=\"utf-8\">\n");
        out.append("<meta name=\"viewport\" content=\"width=device-width\">\n");
        out.append("<title>Gesso load: ").append(escaped(report.scenario())).append("</title>\n");
        out.append("<style>\n").append(STYLE).append("</style>\n");
        out.append("<h1>").append(escaped(report.scenario())).append("</h1>\n<p>");
        out.append(escaped(report.sent())).append("</p>\n");
        report.problems()
                .forEach(problem ->
                        out.append("<p class=\"problem\">")
                                .append(escaped(problem))
                                .append("</p>\n"));
        figures(out, report);
        steps(out, report.flows());
        report.flows().forEach(flow -> plots(out, flow));
        conditions(out, report);
        return out.append("</html>\n").toString();
    }

    private static void figures(StringBuilder out, Report report) {
        out.append("<table>\n");
        if (report.flows().size() > 1) {
            row(out, "th", "", report.flows().stream().map(Flow::name).toList());
        }
        Table.rows(report.flows()).forEach(one -> row(out, "td", one.name(), one.values()));
        report.figures()
                .forEach(one ->
                        row(
                                out,
                                "td",
                                one.name(),
                                List.of(Table.number(one.value()) + " " + one.unit())));
        out.append("</table>\n");
    }

    private static void row(StringBuilder out, String cell, String name, List<String> values) {
        out.append("<tr><td>").append(escaped(name)).append("</td>");
        values.forEach(value -> out.append("<%s>%s</%s>".formatted(cell, escaped(value), cell)));
        out.append("</tr>\n");
    }

    /** What each step carried, when there is more than one. */
    private static void steps(StringBuilder out, List<Flow> flows) {
        if (flows.size() < 2) {
            return;
        }
        var x = flows.stream().map(Flow::deliveriesPerSecond).toList();
        out.append(
                new Plot(
                                "latency as the load rises, ms",
                                "deliveries/s",
                                List.of(),
                                List.of(
                                        new Series(
                                                "to screen p50",
                                                x,
                                                flows.stream().map(f -> f.seen().p50()).toList()),
                                        new Series(
                                                "to screen p99",
                                                x,
                                                flows.stream().map(f -> f.seen().p99()).toList())))
                        .svg());
    }

    private static void plots(StringBuilder out, Flow flow) {
        out.append("<h2>").append(escaped(flow.name())).append("</h2>\n");
        var time = flow.timeline();
        out.append(
                new Plot(
                                "latency of each second, ms",
                                "s",
                                List.of(),
                                List.of(
                                        over(time, "ack p50", Second::ackP50),
                                        over(time, "ack p99", Second::ackP99),
                                        over(time, "to screen p50", Second::seenP50),
                                        over(time, "to screen p99", Second::seenP99)))
                        .svg());
        out.append(percentiles(flow));
        out.append(
                new Plot(
                                "deliveries of each second",
                                "s",
                                List.of(),
                                List.of(over(time, "deliveries/s", Second::deliveriesPerSecond)))
                        .svg());
    }

    private static Series over(List<Second> time, String name, ToDoubleFunction<Second> value) {
        return new Series(
                name,
                time.stream().map(Second::at).toList(),
                time.stream().map(value::applyAsDouble).toList());
    }

    private static String percentiles(Flow flow) {
        var labels = List.copyOf(flow.seen().curve().keySet());
        var x = new ArrayList<Double>();
        for (int i = 0; i < labels.size(); i++) {
            x.add((double) i);
        }
        return new Plot(
                        "latency at percentiles, ms",
                        "percentile",
                        labels,
                        List.of(
                                new Series("ack", x, List.copyOf(flow.ack().curve().values())),
                                new Series(
                                        "to screen", x, List.copyOf(flow.seen().curve().values()))))
                .svg();
    }

    private static void conditions(StringBuilder out, Report report) {
        var all = report.conditions();
        out.append("<h2>Conditions</h2>\n<table>\n");
        row(out, "td", "measured at", List.of(all.at()));
        row(
                out,
                "td",
                "server",
                List.of(all.server() + (all.pinned() ? ", on a core of its own" : "")));
        row(
                out,
                "td",
                "machine",
                List.of("%d cpus, %s, Java %s".formatted(all.cpus(), all.os(), all.java())));
        row(
                out,
                "td",
                "client",
                List.of("%d threads, %s".formatted(all.clientThreads(), all.transport())));
        row(
                out,
                "td",
                "load average",
                List.of("%.1f before, %.1f after".formatted(all.loadBefore(), all.loadAfter())));
        report.options()
                .forEach((name, value) -> row(out, "td", name, List.of(String.valueOf(value))));
        out.append("</table>\n");
    }

    static String escaped(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
