package gesso.deploy.whole;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** What happened, in a few words, in a running Gesso. */
class ActivityIT {
    private final GessoProcess gesso = SharedGesso.get();
    private final Person ann = Person.guest(gesso, "Ann");

    @Test
    @DisplayName("[S6] [ED-L84] [CL-F80] an event comes with who, where and what it was about")
    void words() {
        var canvas = ann.canvas("Week");
        var todo = ann.todo(canvas, 0, 0);
        ann.patch("/api/canvas/" + canvas + "/widgets/" + todo, "{\"title\":\"Shopping\"}").ok();
        var path = "/api/apps/todo/" + todo + "/todos";
        var milk = ann.post(path, "{\"text\":\"Buy  milk\"}").ok().text("/id");
        ann.patch(path + "/" + milk, "{\"done\":true}").ok();
        ann.post("/api/canvas/" + canvas + "/comments", "{\"text\":\"Well done\"}").ok();
        var items = activity(ann, "?canvas=" + canvas);
        assertThat(items.findValuesAsText("type"))
                .containsExactly(
                        "comment-added",
                        "todo.toggled",
                        "todo.created",
                        "widget-renamed",
                        "widget-added",
                        "created");
        var ticked = items.path(1);
        assertThat(ticked.path("name").asText()).isEqualTo("Ann");
        assertThat(ticked.path("title").asText()).isEqualTo("Week");
        assertThat(ticked.path("widget").asText()).isEqualTo("Shopping");
        assertThat(ticked.path("app").asText()).isEqualTo("todo");
        assertThat(ticked.path("about").asText()).isEqualTo("Buy milk");
        assertThat(ticked.at("/data/done").asBoolean()).isTrue();
        assertThat(items.at("/0/about").asText()).isEqualTo("Well done");
        assertThat(items.at("/4/widget").asText()).isEqualTo("Shopping");
        assertThat(items.at("/4/data/position").isMissingNode()).isTrue();
        ann.patch(path + "/" + milk, "{\"text\":\"Buy oat milk\"}").ok();
        assertThat(activity(ann, "?canvas=" + canvas).at("/2/about").asText())
                .isEqualTo("Buy oat milk");
    }

    @Test
    @DisplayName("[S6] [ED-L84] by canvas, person and app, over pages each event once")
    void filtered() {
        var bob = Person.guest(gesso, "Bob");
        var one = ann.canvas("One");
        var two = ann.canvas("Two");
        var todo = ann.todo(one, 0, 0);
        ann.invite(one, bob, "editor");
        for (int i = 0; i < 5; i++) {
            var by = i % 2 == 0 ? ann : bob;
            by.post("/api/apps/todo/" + todo + "/todos", "{\"text\":\"Task " + i + "\"}").ok();
        }
        ann.todo(two, 0, 0);
        assertThat(activity(ann, "").findValuesAsText("canvas")).contains(one, two);
        assertThat(activity(bob, "").findValuesAsText("canvas")).containsOnly(one);
        assertThat(activity(ann, "?by=" + bob.id).findValuesAsText("by")).containsOnly(bob.id);
        assertThat(activity(ann, "?app=todo&canvas=" + one).findValuesAsText("type"))
                .containsOnly("todo.created");
        var seen = new ArrayList<String>();
        var after = "";
        do {
            var page = ann.get("/api/activity?limit=3" + after).ok();
            for (var item : page.at("/items")) {
                seen.add(item.path("canvas") + " " + item.path("of") + " " + item.path("rev"));
            }
            after = page.at("/next").isNull() ? "" : "&after=" + page.text("/next");
        } while (!after.isEmpty());
        var whole = activity(ann, "");
        assertThat(seen).hasSize(whole.size());
        assertThat(new HashSet<>(seen)).hasSize(seen.size());
    }

    @Test
    @DisplayName(
            "[B3] [X5] [ED-L84] who may not read a canvas any more reads nothing of it, secrets nobody")
    void mine() {
        var bob = Person.guest(gesso, "Bob");
        var canvas = ann.canvas("Private");
        assertThat(activity(bob, "?canvas=" + canvas)).isEmpty();
        ann.invite(canvas, bob, "viewer");
        var seen = activity(bob, "?canvas=" + canvas);
        assertThat(seen.findValuesAsText("type")).contains("member-joined", "link-created");
        assertThat(seen.toString()).doesNotContain("hash");
        ann.delete("/api/canvas/" + canvas + "/members/" + bob.id).ok();
        long deadline = System.nanoTime() + TimeUnit.SECONDS.toNanos(10);
        while (!activity(bob, "?canvas=" + canvas).isEmpty() && System.nanoTime() < deadline) {
            GessoProcess.sleep(50);
        }
        assertThat(activity(bob, "?canvas=" + canvas)).isEmpty();
        for (var fault : List.of("canvas=A!", "by=%20", "app=..", "after=x")) {
            ann.get("/api/activity?" + fault).problem(400, "invalid");
        }
    }

    private static JsonNode activity(Person by, String query) {
        return by.get("/api/activity" + query).ok().at("/items");
    }
}
