package gesso.load.report;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.json.JsonMapper;
import gesso.load.client.Latencies;
import gesso.load.server.Processes.Cpu;
import java.io.StringReader;
import java.util.List;
import java.util.Map;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.xml.sax.InputSource;

class ReportTest {
    private static final Conditions CONDITIONS =
            new Conditions(
                    "2026-01-01T00:00:00Z", "started", true, 2, 1, "epoll", "25", "Linux", 1, 2);

    private static Percentiles millis(double... values) {
        var latencies = new Latencies();
        for (double value : values) {
            latencies.addMillis(value);
        }
        return Percentiles.of(latencies);
    }

    private static Flow flow(long delivered, long lost, long doubled, Cost cost) {
        return new Flow(
                "a <flow>",
                2,
                100,
                50,
                100,
                0,
                0,
                delivered,
                delivered / 2.0,
                lost,
                0,
                doubled,
                0,
                0,
                millis(1, 2, 3, 4),
                millis(),
                null,
                null,
                120.0,
                cost,
                1.5,
                List.of(new Second(1, 10, 5, 1, 2, 3, 4), new Second(2, 20, 5, 1, 2, 3, 400)));
    }

    private static Report report(Flow flow) {
        return new Report(
                "room",
                "moves & more",
                Map.of("users", 3),
                CONDITIONS,
                List.of(flow, flow),
                List.of(new Figure("joined", 3, "people")),
                List.of("a: 1 lost"));
    }

    @Test
    @DisplayName("[DE-85] processor time is shared among the deliveries of the window")
    void cost() {
        var used = new Cpu(1, 0.25, 0.5, 0.1, 3, 4_000_000_000L).minus(new Cpu(0, 0, 0, 0, 0, 0));
        var cost = Cost.of(used, true, 100_000, 2_000);
        assertThat(cost.serverMicrosPerDelivery()).isEqualTo(10);
        assertThat(cost.compilerMicrosPerDelivery()).isEqualTo(2.5);
        assertThat(cost.postgresMicrosPerDelivery()).isEqualTo(5);
        assertThat(cost.serverMicrosPerEdit()).isEqualTo(500);
        assertThat(cost.serverCores()).isEqualTo(0.25);
        assertThat(cost.otherCores()).isEqualTo(0.35);
    }

    @Test
    @DisplayName(
            "[DE-85] what was not measured is absent: unknown processes, nothing delivered, no latency")
    void absent() throws Exception {
        var used = new Cpu(0, 0, 0, 1, 2, 1_000_000_000L);
        var unknown = Cost.of(used, false, 100, 100);
        assertThat(unknown.serverMicrosPerDelivery()).isNull();
        assertThat(unknown.otherCores()).isNull();
        assertThat(Cost.of(used, true, 0, 100).serverMicrosPerDelivery()).isNull();

        var report = report(flow(0, 0, 0, unknown));
        assertThat(Table.of(report)).doesNotContain("server CPU", "edit to screen p99");
        var json = JsonMapper.builder().build().readTree(Results.json(report));
        assertThat(json.at("/flows/0/cost/serverMicrosPerDelivery").isNull()).isTrue();
        assertThat(json.at("/flows/0/ack/p50").asDouble()).isBetween(1.99, 2.01);
    }

    @Test
    @DisplayName("[DE-85] a flow is whole only when nothing is lost and nothing came twice")
    void whole() {
        var cost = Cost.of(new Cpu(0, 0, 0, 0, 0, 1), false, 1, 1);
        assertThat(flow(100, 0, 0, cost).isWhole()).isTrue();
        assertThat(flow(100, 1, 0, cost).isWhole()).isFalse();
        assertThat(flow(100, 0, 1, cost).isWhole()).isFalse();
        assertThat(report(flow(100, 1, 0, cost)).passed()).isFalse();
    }

    @Test
    @DisplayName("[DE-83] plots are well-formed, their points inside, and text is escaped")
    void page() throws Exception {
        var page =
                Page.of(report(flow(100, 0, 0, Cost.of(new Cpu(0, 0, 0, 0, 0, 1), false, 1, 1))));
        assertThat(page)
                .contains("moves &amp; more", "a &lt;flow&gt;", "a: 1 lost")
                .doesNotContain("a <flow>", "http://", "https://");
        var plots = page.split("(?=<svg)");
        assertThat(plots).hasSize(1 + 1 + 2 * 3);
        for (int i = 1; i < plots.length; i++) {
            var svg = plots[i].substring(0, plots[i].indexOf("</svg>") + 6);
            var root =
                    DocumentBuilderFactory.newInstance()
                            .newDocumentBuilder()
                            .parse(new InputSource(new StringReader(svg)))
                            .getDocumentElement();
            var lines = root.getElementsByTagName("polyline");
            assertThat(lines.getLength()).isPositive();
            for (int line = 0; line < lines.getLength(); line++) {
                var points = lines.item(line).getAttributes().getNamedItem("points").getNodeValue();
                for (var point : points.split(" ")) {
                    assertThat(Double.parseDouble(point.split(",")[0])).isBetween(0.0, 720.0);
                    assertThat(Double.parseDouble(point.split(",")[1])).isBetween(0.0, 260.0);
                }
            }
        }
    }

    @Test
    @DisplayName("[DE-85] numbers carry about three digits")
    void numbers() {
        assertThat(Table.number(0.01234)).isEqualTo("0.012");
        assertThat(Table.number(4.444)).isEqualTo("4.44");
        assertThat(Table.number(44.44)).isEqualTo("44.4");
        assertThat(Table.number(260_000.4)).isEqualTo("260,000");
        assertThat(Table.number(7)).isEqualTo("7");
        assertThat(Plot.nice(0)).isEqualTo(1);
        assertThat(Plot.nice(37)).isEqualTo(50);
        assertThat(Plot.nice(1000)).isEqualTo(1000);
    }
}
