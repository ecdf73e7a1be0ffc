package gesso.deploy.whole;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The calendar of a running Gesso, by HTTP. */
class CalendarIT {
    private static GessoProcess gesso;
    private static Person ann;
    private String path;
    private String canvas;

    @BeforeAll
    static void start() {
        gesso = SharedGesso.get();
        ann = Person.guest(gesso, "Ann");
    }

    @BeforeEach
    void widget() {
        canvas = ann.canvas("Dates");
        var widget =
                ann.post(
                                "/api/canvas/" + canvas + "/widgets",
                                "{\"appId\":\"calendar\",\"position\":{\"x\":0,\"y\":0}}")
                        .ok()
                        .text("/id");
        path = "/api/apps/calendar/" + widget + "/";
    }

    @Test
    @DisplayName("[A3] [B5] an event is added, listed, changed in parts and removed")
    void life() {
        var made =
                ann.post(
                                path + "events",
                                """
                                {"title":"Stand-up","start":"2026-11-30T09:00","end":"2026-11-30T09:15",
                                 "zone":"Europe/Berlin","rule":"FREQ=WEEKLY;BYDAY=MO","userId":"evil"}
                                """)
                        .ok();
        assertThat(made.status()).isEqualTo(201);
        assertThat(made.text("/start")).isEqualTo("2026-11-30T09:00");
        assertThat(made.text("/userId")).isEqualTo(ann.id);
        assertThat(made.at("/revision").asLong()).isEqualTo(1);
        var one = path + "events/" + made.text("/id");
        var moved =
                ann.patch(one, "{\"start\":\"2026-12-01T10:00\",\"end\":\"2026-12-01T10:15\"}")
                        .ok();
        assertThat(moved.text("/rule")).isEqualTo("FREQ=WEEKLY;BYDAY=TU");
        assertThat(
                        ann.patch(one, "{\"rule\":null,\"colour\":\"green\"}")
                                .ok()
                                .at("/rule")
                                .isMissingNode())
                .isTrue();
        assertThat(ann.get(path + "events").ok().text("/items/0/colour")).isEqualTo("green");
        assertThat(ann.get(path + "events").ok().header("cache-control")).contains("private");
        ann.delete(one).ok();
        ann.get(one).problem(404, "not-found");
        ann.post("/api/canvas/" + canvas + "/undo", "{}").ok();
        assertThat(ann.get(one).ok().text("/title")).isEqualTo("Stand-up");
    }

    @Test
    @DisplayName(
            "[B1] [B2] [B3] strangers find no calendar; absurd events are 400 with their fields")
    void guards() {
        Person.anonymous(gesso).get(path + "events").problem(401, "unauthenticated");
        Person.guest(gesso, "Stranger").get(path + "calendar.ics").problem(404, "not-found");
        var wrong =
                ann.post(
                                path + "events",
                                "{\"title\":\"x\",\"start\":\"2026-12-02\",\"end\":\"2026-12-01\"}")
                        .problem(400, "invalid");
        assertThat(wrong.text("/errors/0/field")).isEqualTo("end");
        for (var title : Map.of("x".repeat(201), 400, "x".repeat(100_000), 413).entrySet()) {
            var body = "{\"title\":\"" + title.getKey() + "\",\"start\":\"2026-12-02\"}";
            assertThat(ann.post(path + "events", body).status()).isEqualTo(title.getValue());
        }
        for (var start : new String[] {"9999-12-31", "2026-02-30", "never", "0000-00-00T00:00Z"}) {
            ann.post(path + "events", "{\"title\":\"x\",\"start\":\"" + start + "\"}")
                    .problem(400, "invalid");
        }
        ann.post(
                        path + "events",
                        "{\"title\":\"x\",\"start\":\"2026-12-02\",\"rule\":\"FREQ=SECONDLY\"}")
                .problem(400, "invalid");
        ann.patch(path + "events/none", "{}").problem(400, "invalid");
        ann.patch(path + "events/none", "{\"title\":\"x\"}").problem(404, "not-found");
    }

    @Test
    @DisplayName("[ED-L22] one day of a series is skipped by a command, and the file says so")
    void file() {
        var id =
                ann.post(
                                path + "events",
                                "{\"title\":\"Tea\",\"start\":\"2026-12-01T16:00\",\"zone\":\"Europe/Berlin\","
                                        + "\"rule\":\"FREQ=DAILY\"}")
                        .ok()
                        .text("/id");
        ann.post(path + "commands/calendar.skip", "{\"id\":\"" + id + "\",\"on\":\"2026-12-03\"}")
                .ok();
        var file =
                ann.send(
                        ann.request(path + "calendar.ics").header("Accept", "text/calendar").GET());
        assertThat(file.status()).isEqualTo(200);
        assertThat(file.header("content-type")).startsWith("text/calendar");
        assertThat(file.raw().body())
                .contains("BEGIN:VTIMEZONE")
                .contains("RRULE:FREQ=DAILY")
                .contains("EXDATE;TZID=Europe/Berlin:20261203T160000");
    }
}
