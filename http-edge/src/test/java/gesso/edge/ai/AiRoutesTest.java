package gesso.edge.ai;

import static org.assertj.core.api.Assertions.assertThat;

import gesso.edge.TestEdge;
import gesso.edge.TestEdge.Person;
import gesso.protocol.Json;
import gesso.protocol.ai.AppSpecification;
import gesso.protocol.ai.AppSpecification.Entity;
import gesso.protocol.ai.AppSpecification.Field;
import gesso.protocol.ai.AppSpecification.View;
import gesso.protocol.ai.FieldType;
import gesso.protocol.ai.Kind;
import gesso.protocol.ai.PoolMessage;
import gesso.protocol.ai.PoolMessage.Analysed;
import java.util.List;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.Props;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.receptionist.Receptionist;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The edge's side: what a worker understands is tested with the workers. */
class AiRoutesTest {
    private static final String PATH = "/api/ai/analyze";
    private static final AppSpecification PLANS =
            new AppSpecification(
                    "Plans",
                    "A list of plans.",
                    "list-checks",
                    List.of(
                            new Entity(
                                    "plan",
                                    "Plan",
                                    List.of(Field.of("name", "Name", FieldType.TEXT)))),
                    List.of(View.of(Kind.LIST, "List", "plan")),
                    List.of(),
                    null);
    private static TestEdge edge;
    private static Person ada;

    @BeforeAll
    static void start() {
        edge = TestEdge.start("");
        ada = edge.guest("Ada");
    }

    @AfterAll
    static void stop() {
        edge.close();
    }

    private static Behavior<PoolMessage> worker() {
        return Behaviors.setup(context -> {
            context.getSystem()
                    .receptionist()
                    .tell(Receptionist.register(PoolMessage.KEY, context.getSelf()));
            return Behaviors.receiveMessage(message -> {
                if (message instanceof PoolMessage.Analyse(var prompt, var replyTo)) {
                    replyTo.tell(
                            prompt.isBlank()
                                    ? new Analysed.Declined("Say what it is for.")
                                    : new Analysed.Understood(PLANS));
                }
                return Behaviors.same();
            });
        });
    }

    private static TestEdge.Answer ask(String body) {
        return edge.post(PATH, body, TestEdge.by(ada));
    }

    @Test
    @DisplayName(
            "[ED-G1] a prompt becomes a specification, or what is wrong with it; without a worker one asks again")
    void analyses() {
        var none = ask("{\"prompt\": \"plans\"}");
        assertThat(none.status()).as(none.body()).isEqualTo(503);
        assertThat(none.header("Retry-After")).isNotBlank();
        edge.system().systemActorOf(worker(), "worker", Props.empty());
        Awaitility.await().until(() -> ask("{\"prompt\": \"plans\"}").status() == 200);
        assertThat(ask("{\"prompt\": \"plans\"}").json()).isEqualTo(Json.tree(PLANS));
        var declined = ask("{\"prompt\": \" \"}");
        assertThat(declined.status()).isEqualTo(400);
        assertThat(declined.json().at("/errors/0/field").asText()).isEqualTo("prompt");
        assertThat(declined.json().at("/errors/0/message").asText())
                .isEqualTo("Say what it is for.");
        assertThat(ask("{}").status()).isEqualTo(400);
        assertThat(ask("{\"prompt\": 5}").status()).isEqualTo(400);
        assertThat(ask("{\"prompt\": \"" + "a".repeat(20_001) + "\"}").status()).isEqualTo(400);
        assertThat(edge.post(PATH, "{\"prompt\": \"plans\"}").status()).isEqualTo(401);
    }
}
