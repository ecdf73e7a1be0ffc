package gesso.deploy.whole;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import gesso.protocol.Json;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Apps that come into a running Gesso, and go out of it again. */
class RegistryIT {
    private static Path data;
    private static GessoProcess gesso;
    private static Person ada;
    private static Person operator;

    @BeforeAll
    static void start() throws IOException {
        data = SharedGesso.folder("registry");
        gesso = GessoProcess.up(data);
        ada = Person.guest(gesso, "Ada");
        operator =
                Person.anonymous(gesso)
                        .with(Files.readString(data.resolve("operator.key")).strip());
    }

    @AfterAll
    static void stop() {
        gesso.close();
    }

    private static Path app(String id, String version, String text) throws IOException {
        var folder = SharedGesso.folder("app");
        Files.writeString(
                folder.resolve("manifest.json"),
                """
                {"id": "%s", "title": "Poker", "version": "%s", "summary": "Estimate together",
                 "icon": "vote", "category": "Teamwork", "author": "Example",
                 "permissions": ["state"], "sizes": {"default": {"w": 3, "h": 4},
                 "min": {"w": 2, "h": 2}, "max": {"w": 8, "h": 12}}}
                """
                        .formatted(id, version));
        Files.writeString(
                folder.resolve("remoteEntry.js"),
                "export const get = (m) => ({'./Widget': 1, './Settings': 2, './Preview': 3})[m]; //"
                        + text);
        return folder;
    }

    private static GessoProcess.Ended publish(Path folder) {
        return GessoProcess.run(
                Map.of(),
                "publish",
                folder.toString(),
                "--url",
                gesso.http("").toString(),
                "--data",
                data.toString());
    }

    private static String widget(String canvas, String app) {
        return ada.post(
                        "/api/canvas/" + canvas + "/widgets",
                        "{\"appId\":\"" + app + "\",\"position\":{\"x\":0,\"y\":0}}")
                .ok()
                .text("/id");
    }

    private static JsonNode widgets(String canvas) {
        return ada.get("/api/canvas/" + canvas).ok().at("").path("widgets");
    }

    @Test
    @DisplayName(
            "[A4] [DE-110] a published app is listed, added and works; a new version upgrades it")
    void publishes() throws IOException {
        var first = publish(app("poker", "1.0.0", "one"));
        assertThat(first.status()).as(first.output()).isZero();
        assertThat(first.output()).contains("Poker 1.0.0 is in the catalogue");
        var listed = ada.get("/api/registry/apps/poker").ok().at("");
        var entry = ada.get(listed.path("remoteEntry").asText()).ok();
        assertThat(entry.header("Cache-Control")).contains("immutable");

        var canvas = ada.canvas("Estimates");
        var widget = widget(canvas, "poker");
        ada.post("/api/apps/poker/" + widget + "/commands/set-state", "{\"patch\": {\"cards\": 5}}")
                .ok();

        assertThat(publish(app("poker", "1.0.0", "one")).output()).contains("was there already");
        var other = publish(app("poker", "1.0.0", "two"));
        assertThat(other.status()).isEqualTo(1);
        assertThat(other.output()).contains("Raise the version");
        assertThat(publish(app("poker", "1.1.0", "two")).status()).isZero();

        assertThat(widgets(canvas).at("/0/appVersion").asText()).isEqualTo("1.0.0");
        var upgrade = "/api/canvas/" + canvas + "/widgets/" + widget + "/upgrade";
        ada.post(upgrade, "{\"version\": \"1.1.0\"}").ok();
        assertThat(widgets(canvas).at("/0/appVersion").asText()).isEqualTo("1.1.0");
        var state = ada.get("/api/apps/poker/" + widget + "/state").ok().at("");
        assertThat(state.path("cards").asInt()).isEqualTo(5);
        assertThat(ada.post(upgrade, "{\"version\": \"9.0.0\"}").status()).isEqualTo(404);
        ada.post("/api/canvas/" + canvas + "/undo", "{}").ok();
        assertThat(widgets(canvas).at("/0/appVersion").asText()).isEqualTo("1.0.0");
    }

    @Test
    @DisplayName("[A4] [DE-111] what is wrong with an app is said so that its author can mend it")
    void mistakes() throws IOException {
        var folder = app("broken", "1.0.0", "x");
        var manifest = folder.resolve("manifest.json");
        Files.writeString(manifest, Files.readString(manifest).replace("vote", "rainbow"));
        Files.writeString(folder.resolve("remoteEntry.js"), "export {};");
        var ended = publish(folder);
        assertThat(ended.status()).isEqualTo(1);
        assertThat(ended.output())
                .contains("broken was not published")
                .contains("manifest.json: icon must be one of")
                .contains("expose no ./Preview");
        Files.writeString(manifest, "{");
        assertThat(publish(folder).output()).contains("manifest.json is not JSON");
        Files.delete(manifest);
        assertThat(publish(folder).output()).contains("manifest.json is missing");
    }

    @Test
    @DisplayName("[F4] [DE-112] a revoked version is let go of by open canvases and added no more")
    void killSwitch() throws IOException {
        publish(app("switch", "1.0.0", "one"));
        publish(app("switch", "1.1.0", "two"));
        var canvas = ada.canvas("Switch");
        widget(canvas, "switch");
        try (var socket = Socket.join(ada, canvas, "tab-1")) {
            var asked = System.nanoTime();
            operator.post(
                            "/api/registry/apps/switch/revoke",
                            "{\"version\": \"1.1.0\", \"reason\": \"It leaks\"}")
                    .ok();
            socket.await(
                    frame -> frame.at("/apps/switch/revoked/1.1.0").asText().equals("It leaks"));
            System.out.printf(
                    "kill switch: told after %d ms%n", (System.nanoTime() - asked) / 1_000_000);
        }
        assertThat(
                        ada.get("/api/canvas/" + canvas + "/widgets/" + widget(canvas, "switch"))
                                .text("/appVersion"))
                .isEqualTo("1.0.0");
        operator.post("/api/registry/apps/switch/revoke", "{\"reason\": \"All of it\"}").ok();
        var refused =
                ada.post(
                        "/api/canvas/" + canvas + "/widgets",
                        "{\"appId\":\"switch\",\"position\":{\"x\":0,\"y\":0}}");
        assertThat(refused.status()).isEqualTo(410);
        assertThat(widgets(canvas)).hasSize(2);
    }

    @Test
    @DisplayName("[F4] [DE-113] ratings and installs are told in the lists")
    void opinions() throws IOException {
        publish(app("rated", "1.0.0", "one"));
        widget(ada.canvas("Rated"), "rated");
        ada.post("/api/registry/apps/rated/ratings", "{\"stars\": 2}").ok();
        var again = ada.post("/api/registry/apps/rated/ratings", "{\"stars\": 4}").ok();
        assertThat(Json.text(again.at("").path("spread"))).isEqualTo("[0,0,0,1,0]");
        var listed = ada.get("/api/registry/apps/rated").ok().at("");
        assertThat(listed.at("/rating/average").asDouble()).isEqualTo(4);
        assertThat(listed.at("/installs/canvases").asInt()).isEqualTo(1);
    }
}
