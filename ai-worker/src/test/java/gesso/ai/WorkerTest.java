package gesso.ai;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import gesso.protocol.ai.Kind;
import gesso.protocol.ai.PoolMessage;
import gesso.protocol.ai.PoolMessage.Analysed;
import java.util.Set;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.receptionist.Receptionist;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class WorkerTest {
    private static final ActorTestKit kit =
            ActorTestKit.create(ConfigFactory.parseString("pekko.actor.provider = local"));
    private static ActorRef<PoolMessage> worker;

    @BeforeAll
    static void start() {
        worker = Worker.start(kit.system());
    }

    @AfterAll
    static void stop() {
        kit.shutdownTestKit();
    }

    @Test
    @DisplayName("[AI-1] a worker is found under its name and answers with its node")
    void answers() {
        var listings = kit.createTestProbe(Receptionist.Listing.class);
        kit.system().receptionist().tell(Receptionist.subscribe(PoolMessage.KEY, listings.ref()));
        var found = Set.<Object>of();
        while (found.isEmpty()) {
            found = Set.copyOf(listings.receiveMessage().getServiceInstances(PoolMessage.KEY));
        }
        assertThat(found).containsExactly(worker);

        var answers = kit.createTestProbe(PoolMessage.Here.class);
        worker.tell(new PoolMessage.AreYouThere(answers.ref()));
        assertThat(answers.receiveMessage().address()).isEqualTo(kit.system().address().toString());
    }

    @Test
    @DisplayName("[AI-2] a worker says what a prompt asks for, or why nothing comes of it")
    void analyses() {
        var answers = kit.createTestProbe(Analysed.class);
        worker.tell(new PoolMessage.Analyse("a checklist for our trip", answers.ref()));
        var understood = answers.expectMessageClass(Analysed.Understood.class);
        assertThat(understood.specification().views().getFirst().kind()).isEqualTo(Kind.CHECKLIST);
        worker.tell(new PoolMessage.Analyse(" ", answers.ref()));
        assertThat(answers.expectMessageClass(Analysed.Declined.class).reason())
                .contains("Say what");
    }
}
