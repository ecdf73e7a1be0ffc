package gesso.deploy.whole;

import static org.assertj.core.api.Assertions.assertThat;

import gesso.protocol.Json;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Places on smaller screens, from outside. */
class ScreensIT {
    private final GessoProcess gesso = SharedGesso.get();
    private final Person ann = Person.guest(gesso, "Ann");

    @Test
    @DisplayName(
            "[F3] [CL-C80] a place on a tablet is in the state, the past and every socket, beside the desktop's")
    void apart() throws Exception {
        var canvas = ann.canvas("Screens");
        var widget = ann.todo(canvas, 6, 2);
        var path = "/api/canvas/" + canvas + "/widgets/" + widget;
        var before = ann.get("/api/canvas/" + canvas + "/at/now").ok().at("/at").asText();
        var moved = ann.patch(path, "{\"screen\":\"tablet\",\"position\":{\"x\":1,\"y\":5}}").ok();
        assertThat(moved.at("/position/x").asInt()).isEqualTo(6);
        assertThat(moved.at("/screens/tablet/position/y").asInt()).isEqualTo(5);
        assertThat(moved.at("/screens/tablet/size/w").asInt()).isEqualTo(3);
        assertThat(moved.at("/screens/phone").isMissingNode()).isTrue();
        var now = ann.get("/api/canvas/" + canvas + "/at/now").ok();
        assertThat(now.at("/canvas/widgets/0/screens/tablet/position/x").asInt()).isEqualTo(1);
        var past = ann.get("/api/canvas/" + canvas + "/at/" + before).ok();
        assertThat(past.at("/canvas/widgets/0/screens").isMissingNode()).isTrue();
        ann.post("/api/canvas/" + canvas + "/undo", "{}").ok();
        assertThat(ann.state(canvas).at("/widgets/0/screens").isMissingNode()).isTrue();
    }

    @Test
    @DisplayName("[B2] [F3] [CL-C81] what does not fit a screen is named")
    void faults() {
        var canvas = ann.canvas("Screens");
        var widget = ann.todo(canvas, 6, 2);
        var path = "/api/canvas/" + canvas + "/widgets/" + widget;
        for (var fault :
                Map.of(
                                "{\"screen\":\"watch\",\"position\":{\"x\":0,\"y\":0}}", "screen",
                                "{\"screen\":\"tablet\",\"position\":{\"x\":6,\"y\":0}}",
                                        "position.x",
                                "{\"screen\":\"phone\",\"size\":{\"w\":2,\"h\":4}}", "size.w",
                                "{\"screen\":\"phone\",\"title\":\"No\"}", "screen")
                        .entrySet()) {
            var problem = ann.patch(path, fault.getKey()).problem(400, "invalid");
            assertThat(problem.text("/errors/0/field")).isEqualTo(fault.getValue());
        }
        assertThat(Json.text(ann.state(canvas).at("/widgets/0"))).doesNotContain("screens");
    }
}
