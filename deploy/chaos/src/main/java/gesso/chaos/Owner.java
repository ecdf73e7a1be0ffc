package gesso.chaos;

import com.fasterxml.jackson.databind.JsonNode;
import gesso.protocol.Clients;
import gesso.protocol.Json;
import java.time.Duration;
import java.util.Random;

/**
 * Who makes the canvases, lets people in and puts them out, over HTTP. Each request is sent with
 * its key until it has an answer, and is an operation in the history as any other.
 */
final class Owner {
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final Fleet fleet;
    private final History history;
    private final Random random;
    private final Person self;
    private int count;

    Owner(Fleet fleet, History history, long seed) {
        this.fleet = fleet;
        this.history = history;
        this.random = new Random(seed);
        this.self = guest("Owner");
    }

    Person self() {
        return self;
    }

    /** Somebody new. */
    Person guest(String name) {
        var body = Json.object().put("name", name);
        var answer = new Web.Answer[1];
        if (!Waiting.until(
                PATIENCE,
                () -> {
                    var edge = fleet.someEdge(random);
                    answer[0] =
                            Web.send("POST", edge, "/api/auth/guest", null, "g-" + ++count, body);
                    return answer[0].ok();
                })) {
            throw new IllegalStateException("no guest: " + answer[0]);
        }
        var entry = answer[0].body();
        return new Person(entry.path("user").path("id").asText(), entry.path("token").asText());
    }

    String canvas(String title) {
        var body = Json.object().put("title", title);
        return write("POST", "/api/canvas", "", "canvas", "create", body).path("id").asText();
    }

    String todo(String canvas, int x, int y) {
        var body = Json.object().put("appId", "todo");
        body.set("position", Json.object().put("x", x).put("y", y));
        var path = "/api/canvas/" + canvas + "/widgets";
        return write("POST", path, canvas, "canvas", "add-widget", body).path("id").asText();
    }

    /** Puts somebody into a canvas, or changes what that person may do there. */
    void role(String canvas, Person person, String role) {
        var path = "/api/canvas/" + canvas + "/members/" + person.id();
        var body = Json.object().put("role", role);
        write("PUT", path, canvas, "canvas", "set-member", body);
    }

    /** A role without edits; from the line on nothing of that person is accepted there. */
    void revoke(String canvas, Person person) {
        role(canvas, person, "viewer");
        history.write(History.line("revoked").put("canvas", canvas).put("user", person.id()));
    }

    private JsonNode write(
            String method, String path, String canvas, String to, String what, JsonNode body) {
        var key = "owner-" + ++count;
        var sent = new Sent(key, Clients.http(self.id()), self.id(), canvas, to, what, body);
        var last = new Web.Answer[1];
        var invoked = new boolean[1];
        boolean answered =
                Waiting.until(
                        PATIENCE,
                        () -> {
                            history.invoke(sent, "owner." + key, invoked[0]);
                            invoked[0] = true;
                            var edge = fleet.someEdge(random);
                            last[0] = Web.send(method, edge, path, self.token(), key, body);
                            if (!last[0].ok()) {
                                history.info(sent, "status " + last[0].status());
                            }
                            return last[0].ok();
                        });
        if (!answered) {
            throw new IllegalStateException(method + " " + path + ": " + last[0]);
        }
        var answer = Json.object();
        for (var field : new String[] {"at"}) {
            answer.set(field, last[0].body().path(field));
        }
        answer.set("rev", last[0].body().path("revision"));
        history.ok(sent, answer, true);
        return last[0].body();
    }
}
