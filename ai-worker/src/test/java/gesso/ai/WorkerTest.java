package gesso.ai;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import java.util.Set;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.apache.pekko.actor.typed.receptionist.Receptionist;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class WorkerTest {
    private static final ActorTestKit kit =
            ActorTestKit.create(ConfigFactory.parseString("pekko.actor.provider = local"));

    @AfterAll
    static void stop() {
        kit.shutdownTestKit();
    }

    @Test
    @DisplayName("[AI-1] a worker is found under its name and answers with its node")
    void answers() {
        var worker = Worker.start(kit.system());
        var listings = kit.createTestProbe(Receptionist.Listing.class);
        kit.system().receptionist().tell(Receptionist.subscribe(Worker.KEY, listings.ref()));
        var found = Set.<Object>of();
        while (found.isEmpty()) {
            found = Set.copyOf(listings.receiveMessage().getServiceInstances(Worker.KEY));
        }
        assertThat(found).containsExactly(worker);

        var answers = kit.createTestProbe(Worker.Here.class);
        worker.tell(new Worker.AreYouThere(answers.ref()));
        assertThat(answers.receiveMessage().address()).isEqualTo(kit.system().address().toString());
    }
}
