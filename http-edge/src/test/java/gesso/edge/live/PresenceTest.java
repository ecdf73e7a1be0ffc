package gesso.edge.live;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.typesafe.config.ConfigFactory;
import gesso.edge.live.Interest.Sight;
import gesso.protocol.Json;
import gesso.protocol.Role;
import gesso.protocol.entity.RoomMessage;
import gesso.protocol.entity.RoomMessage.Peer;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.pekko.util.ByteString;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Who hears whose presence, in small rooms and in large ones. */
final class PresenceTest {
    private static final String NEAR = "{'cursor':{'x':3,'y':3}}";
    private static final String FAR = "{'cursor':{'x':3,'y':500}}";
    private static final String TOP = "{'view':{'x':0,'y':0,'w':12,'h':8}}";

    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private Presence presence;

    @BeforeEach
    void room() {
        presence = roomOf(3, 2);
    }

    /** A room that is large with more than so many people; {@code one} looks at its top. */
    private Presence roomOf(int everyone, int shown) {
        var limits =
                LiveLimits.of(
                        ConfigFactory.parseString(
                                        """
                                        gesso.limits.live.presence-everyone = %d
                                        gesso.limits.live.presence-shown = %d
                                        """
                                                .formatted(everyone, shown))
                                .withFallback(ConfigFactory.parseResources("live.conf"))
                                .resolve());
        var made = new Presence(limits, new LiveMetrics(meters));
        for (var session : List.of("one", "two", "three", "four")) {
            made.enter(new Peer(session, "user-" + session, session, Role.EDITOR));
        }
        made.show("one", data(TOP), 0);
        made.takeMoves().of("one");
        return made;
    }

    private static JsonNode data(String text) {
        return Json.parse(text.replace('\'', '"')).orElseThrow();
    }

    private Map<String, ByteString> told(String session) {
        return presence.takeMoves().of(session);
    }

    private String heard(String session, String from) {
        var bytes = told(session).get(from);
        return bytes == null ? "nothing" : bytes.utf8String();
    }

    @Test
    @DisplayName("[ED-L12] a small room shows everybody to everybody, from the same bytes")
    void small() {
        presence = roomOf(4, 2);
        presence.show("two", data(FAR), 0);
        var moves = presence.takeMoves();
        assertThat(moves.of("one")).containsOnlyKeys("two").isSameAs(moves.of("three"));
    }

    @Test
    @DisplayName("[ED-L12] in a large room a session hears of those in its view and a margin")
    void large() {
        presence.show("two", data(NEAR), 0);
        presence.show("three", data(FAR), 0);
        presence.show("four", data("{'cursor':{'x':3,'y':11.9}}"), 0);
        assertThat(told("one")).containsOnlyKeys("two", "four");
        assertThat(meters.counter("gesso_live_presence_withheld").count()).isEqualTo(1);
    }

    @Test
    @DisplayName("[ED-L12] who says no view hears of everybody")
    void noView() {
        presence.show("three", data(FAR), 0);
        assertThat(told("two")).containsOnlyKeys("three");
    }

    @Test
    @DisplayName("[ED-L12] who goes out of sight is shown going, once")
    void goes() {
        presence.show("two", data(NEAR), 0);
        assertThat(told("one")).containsOnlyKeys("two");
        presence.show("two", data(FAR), 0);
        assertThat(told("one")).containsOnlyKeys("two");
        presence.show("two", data("{'cursor':{'x':4,'y':501}}"), 0);
        assertThat(told("one")).isEmpty();
    }

    @Test
    @DisplayName("[ED-L12] who looks elsewhere is shown at once who points there")
    void turns() {
        presence.show("two", data(FAR), 0);
        assertThat(told("one")).isEmpty();
        presence.show("one", data("{'view':{'x':0,'y':495,'w':12,'h':8}}"), 0);
        assertThat(told("one")).containsOnlyKeys("two");
        presence.show("one", data("{'view':{'x':0,'y':496,'w':12,'h':8}}"), 0);
        assertThat(told("one")).as("known by now").isEmpty();
    }

    @Test
    @DisplayName("[ED-L12] a session hears of so many at most")
    void bounded() {
        var names = IntStream.range(0, 10).mapToObj(n -> "more" + n).toList();
        for (var name : names) {
            presence.enter(new Peer(name, name, name, Role.VIEWER));
            presence.show(name, data(NEAR), 0);
        }
        assertThat(told("one")).hasSize(2);
    }

    @Test
    @DisplayName("[ED-L12] a room that grows large lets those go who were shown before")
    void grows() {
        presence = roomOf(4, 2);
        presence.show("two", data(NEAR), 0);
        assertThat(told("one")).containsOnlyKeys("two");
        var bob = new Peer("there", "bob", "Bob", Role.EDITOR);
        presence.hear(new RoomMessage.Present("node", List.of(bob)), 0);
        presence.show("two", data(FAR), 0);
        assertThat(told("one")).containsOnlyKeys("two");
        presence.show("two", data("{'cursor':{'x':4,'y':501}}"), 0);
        assertThat(told("one")).isEmpty();
    }

    @Test
    @DisplayName("[ED-L12] a drag counts where it is, a person without a cursor where they look")
    void places() {
        var viewer = Sight.of(data(TOP));
        var drag =
                "{'drag':{'widget':'w','position':{'x':0,'y':6},'size':{'w':3,'h':40}},"
                        + "'cursor':{'x':0,'y':300}}";
        assertThat(Interest.concerns(viewer, "s", Sight.of(data(drag)), 0)).isTrue();
        var below = Sight.of(data("{'view':{'x':0,'y':20,'w':12,'h':8},'cursor':null}"));
        assertThat(Interest.concerns(viewer, "s", below, 4)).isFalse();
        assertThat(Interest.concerns(viewer, "s", below, 12)).isTrue();
        assertThat(Interest.concerns(viewer, "s", Sight.of(data("{'select':['w']}")), 0)).isTrue();
        assertThat(Interest.concerns(viewer, "s", Sight.of(data("[1]")), 0)).isTrue();
    }

    @Test
    @DisplayName("[ED-L13] the followed one is told wherever they are, also past the limit")
    void followed() {
        presence.show("two", data(NEAR), 0);
        presence.show("four", data(NEAR), 0);
        assertThat(told("one")).hasSize(2);
        presence.show("one", data(TOP.replace("'view'", "'follow':'three','view'")), 0);
        presence.show("three", data(FAR), 0);
        assertThat(told("one")).containsKey("three");
        presence.show("three", data("{'cursor':{'x':4,'y':501}}"), 0);
        assertThat(told("one")).containsOnlyKeys("three");
    }

    @Test
    @DisplayName("[ED-L13] everybody hears who falls idle, is back, comes and goes")
    void idle() {
        presence.show("three", data(FAR), 0);
        assertThat(told("one")).isEmpty();
        presence.show("three", data(FAR.replace("'cursor'", "'idle':true,'cursor'")), 0);
        assertThat(told("one")).containsOnlyKeys("three");
        presence.show("three", data(FAR), 0);
        assertThat(told("one")).containsOnlyKeys("three");
        presence.settle();
        presence.leave("three");
        var news = presence.news("one");
        assertThat(news).isNotNull();
        if (news != null) {
            assertThat(news.utf8String()).contains("\"out\":[\"three\"]");
        }
    }

    @Test
    @DisplayName("[ED-L14] a call of an editor reaches everybody, once in a while")
    void gather() {
        var call = FAR.replace("'cursor'", "'gather':7,'cursor'");
        presence.show("three", data(call), 0);
        assertThat(heard("one", "three")).contains("\"gather\":7");
        presence.show("three", data(call), 1);
        assertThat(told("one")).as("the same call").isEmpty();
        long soon = Duration.ofSeconds(9).toNanos();
        presence.show("two", data(NEAR.replace("'cursor'", "'gather':8,'cursor'")), soon);
        assertThat(heard("one", "two")).contains("cursor").doesNotContain("gather");
        long later = Duration.ofSeconds(11).toNanos();
        presence.show("two", data(NEAR.replace("'cursor'", "'gather':9,'cursor'")), later);
        assertThat(heard("one", "two")).contains("\"gather\":9");
    }

    @Test
    @DisplayName("[ED-L14] who may not edit calls nobody")
    void viewerCalls() {
        presence.enter(new Peer("three", "vera", "Vera", Role.VIEWER));
        presence.show("three", data(NEAR.replace("'cursor'", "'gather':7,'cursor'")), 0);
        assertThat(heard("one", "three")).doesNotContain("gather");
    }
}
