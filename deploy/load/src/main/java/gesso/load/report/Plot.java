package gesso.load.report;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A line plot as SVG: a few series over one horizontal axis, with ticks, a grid and a legend. */
final class Plot {
    private static final int WIDTH = 720;
    private static final int HEIGHT = 260;
    private static final int LEFT = 64;
    private static final int RIGHT = 16;
    private static final int TOP = 30;
    private static final int BOTTOM = 36;
    private static final int TICKS = 5;
    private static final List<String> COLOURS = List.of("#1f6feb", "#d1242f", "#1a7f37", "#9a6700");

    /** One line; points with equal numbers belong together. */
    record Series(String name, List<Double> x, List<Double> y) {}

    private final String title;
    private final String horizontal;
    private final List<String> labels;
    private final List<Series> series;
    private final double mostX;
    private final double mostY;

    /**
     * @param labels of the points 0, 1, 2 ... of the horizontal axis; empty for an axis of numbers
     *     from 0
     */
    Plot(String title, String horizontal, List<String> labels, List<Series> series) {
        this.title = title;
        this.horizontal = horizontal;
        this.labels = labels;
        this.series = series;
        this.mostX =
                labels.isEmpty()
                        ? most(series.stream().map(Series::x).toList())
                        : Math.max(1, labels.size() - 1);
        this.mostY = nice(most(series.stream().map(Series::y).toList()));
    }

    private static double most(List<List<Double>> values) {
        return values.stream()
                .flatMap(List::stream)
                .mapToDouble(Double::doubleValue)
                .max()
                .orElse(1);
    }

    /** The next of 1, 2, 5, 10, 20 ... so that ticks are round. */
    static double nice(double value) {
        if (!(value > 0)) {
            return 1;
        }
        double power = Math.pow(10, Math.floor(Math.log10(value)));
        for (double step : new double[] {1, 2, 2.5, 5}) {
            if (value <= step * power) {
                return step * power;
            }
        }
        return 10 * power;
    }

    String svg() {
        var out = new StringBuilder();
        out.append(
                "<svg viewBox=\"0 0 %d %d\" role=\"img\" aria-label=\"%s\">\n"
                        .formatted(WIDTH, HEIGHT, Page.escaped(title)));
        text(out, LEFT, 16, "start", "title", title);
        grid(out);
        ticks(out);
        for (int i = 0; i < series.size(); i++) {
            line(out, series.get(i), COLOURS.get(i % COLOURS.size()));
        }
        legend(out);
        return out.append("</svg>\n").toString();
    }

    private void grid(StringBuilder out) {
        for (int i = 0; i <= TICKS; i++) {
            double value = mostY * i / TICKS;
            out.append(
                    String.format(
                            Locale.ROOT,
                            "<line class=\"grid\" x1=\"%d\" x2=\"%d\" y1=\"%.1f\" y2=\"%.1f\"/>\n",
                            LEFT,
                            WIDTH - RIGHT,
                            y(value),
                            y(value)));
            text(out, LEFT - 6, y(value) + 4, "end", "tick", Table.number(value));
        }
    }

    private void ticks(StringBuilder out) {
        int count = labels.isEmpty() ? TICKS : labels.size() - 1;
        for (int i = 0; i <= count; i++) {
            double value = labels.isEmpty() ? mostX * i / TICKS : i;
            var label = labels.isEmpty() ? Table.number(value) : labels.get(i);
            text(out, x(value), HEIGHT - BOTTOM + 16, "middle", "tick", label);
        }
        text(out, WIDTH - RIGHT, HEIGHT - 4, "end", "tick", horizontal);
    }

    private void line(StringBuilder out, Series one, String colour) {
        var points = new ArrayList<String>();
        for (int i = 0; i < one.x().size(); i++) {
            points.add(
                    String.format(Locale.ROOT, "%.1f,%.1f", x(one.x().get(i)), y(one.y().get(i))));
        }
        out.append(
                "<polyline points=\"%s\" stroke=\"%s\"/>\n"
                        .formatted(String.join(" ", points), colour));
    }

    private void legend(StringBuilder out) {
        int at = WIDTH - RIGHT;
        for (int i = series.size() - 1; i >= 0; i--) {
            var name = series.get(i).name();
            out.append(
                    "<text x=\"%d\" y=\"16\" text-anchor=\"end\" fill=\"%s\">%s</text>\n"
                            .formatted(at, COLOURS.get(i % COLOURS.size()), Page.escaped(name)));
            at -= 12 + 7 * name.length();
        }
    }

    private static void text(
            StringBuilder out, double x, double y, String anchor, String kind, String text) {
        out.append(
                String.format(
                        Locale.ROOT,
                        "<text class=\"%s\" x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\">%s</text>\n",
                        kind,
                        x,
                        y,
                        anchor,
                        Page.escaped(text)));
    }

    private double x(double value) {
        return LEFT + value / (mostX > 0 ? mostX : 1) * (WIDTH - LEFT - RIGHT);
    }

    private double y(double value) {
        return HEIGHT - BOTTOM - value / mostY * (HEIGHT - TOP - BOTTOM);
    }
}
