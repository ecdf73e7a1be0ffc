package gesso.ai;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import gesso.protocol.ai.AppSpecification;
import gesso.protocol.ai.Kind;
import gesso.protocol.ai.PoolMessage;
import gesso.protocol.ai.PoolMessage.Analysed;
import gesso.protocol.testing.Samples;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.receptionist.Receptionist;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkerTest {
    private static final ActorTestKit kit =
            ActorTestKit.create(
                    ConfigFactory.load(
                            ConfigFactory.parseString("pekko.actor.provider = local")
                                    .withFallback(ConfigFactory.parseResources("ai.conf"))));
    private static ActorRef<PoolMessage> worker;

    @BeforeAll
    static void start(@TempDir Path scratch) {
        worker = Worker.start(kit.system(), scratch);
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

    @Test
    @DisplayName("[AI-4] [G2] a worker shows the code of a specification, or what is wrong with it")
    void previews() {
        var answers = kit.createTestProbe(PoolMessage.Previewed.class);
        worker.tell(new PoolMessage.Preview(Samples.specification(), answers.ref()));
        assertThat(answers.receiveMessage())
                .isInstanceOfSatisfying(
                        PoolMessage.Previewed.Code.class,
                        shown -> assertThat(shown.code()).contains("Habits"));
        var nothing = new AppSpecification("", "", "none", List.of(), List.of(), List.of(), null);
        worker.tell(new PoolMessage.Preview(nothing, answers.ref()));
        assertThat(answers.receiveMessage())
                .isInstanceOfSatisfying(
                        PoolMessage.Previewed.Refused.class,
                        refused -> assertThat(refused.errors()).isNotEmpty());
    }
}
