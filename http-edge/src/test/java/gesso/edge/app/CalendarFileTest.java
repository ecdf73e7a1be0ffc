package gesso.edge.app;

import static org.assertj.core.api.Assertions.assertThat;

import gesso.protocol.Json;
import gesso.protocol.testing.Golden;
import java.io.StringReader;
import java.nio.file.Path;
import net.fortuna.ical4j.data.CalendarBuilder;
import net.fortuna.ical4j.model.Component;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class CalendarFileTest {
    private static final Path FILE =
            Golden.root().resolve("protocol/src/test/resources/golden/ics/calendar.ics");

    @Test
    @DisplayName(
            "[ED-L22] a calendar is written as the golden file says, which the page reads back")
    void written() {
        var events = Golden.read("ics/calendar.json");
        var text = CalendarFile.of(events);
        if (Boolean.getBoolean("gesso.update")) {
            Golden.write(FILE, text);
        }
        assertThat(text).isEqualTo(Golden.text(FILE));
        assertThat(text.lines().filter(line -> !line.isEmpty()))
                .allSatisfy(line ->
                        assertThat(line.getBytes(java.nio.charset.StandardCharsets.UTF_8).length)
                                .isLessThanOrEqualTo(75 + 3));
        assertThat(text).contains("\r\n");
    }

    @Test
    @DisplayName("[ED-L22] no text of an event can say anything else than itself")
    void escaped() throws Exception {
        var evil = "x\r\nEND:VEVENT\r\nBEGIN:VALARM;,\\";
        var events =
                Json.tree(
                        java.util.List.of(
                                Json.object()
                                        .put("id", "a")
                                        .put("title", evil)
                                        .put("location", evil)
                                        .put("notes", evil)
                                        .put("uid", evil)
                                        .put("start", "2026-12-01")
                                        .put("end", "2026-12-01")
                                        .put("allDay", true)
                                        .put("createdAt", "2025-11-22T08:26:40Z")));
        var read = new CalendarBuilder().build(new StringReader(CalendarFile.of(events)));
        assertThat(read.getComponents(Component.VEVENT)).hasSize(1);
        assertThat(read.getComponents().size()).isEqualTo(1);
        assertThat(CalendarFile.of(Json.MAPPER.createArrayNode()))
                .contains("BEGIN:VCALENDAR")
                .doesNotContain("VEVENT");
    }
}
