package gesso.deploy.whole;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What was acknowledged is there, once, whatever happens to the process. */
class CrashIT {
    private static final int CLIENTS = 3;
    private static final int KILLS = 2;

    @ParameterizedTest(name = "[B7] [Z2] [DE-10] seed {0}")
    @DisplayName(
            "[B7] [Z2] [DE-10] kill -9 in the middle of work: nothing acknowledged is lost, nothing is doubled")
    @ValueSource(longs = {1, 7, 42})
    void kill(long seed) throws Exception {
        var random = new Random(seed);
        var data = SharedGesso.folder("crash");
        var gesso = GessoProcess.up(data);
        var owner = Person.guest(gesso, "Owner");
        var canvas = owner.canvas("Crash " + seed);
        var ledgers =
                IntStream.range(0, CLIENTS)
                        .mapToObj(n ->
                                new Ledger(canvas, owner.todo(canvas, n * 4, 0), "c" + n, seed + n))
                        .toList();
        for (var kill = 0; kill < KILLS; kill++) {
            var stop = new AtomicBoolean();
            var at = owner.at(gesso);
            var threads =
                    ledgers.stream()
                            .map(ledger -> Thread.ofVirtual().start(() -> ledger.work(at, stop)))
                            .toList();
            GessoProcess.sleep(1_000 + random.nextInt(1_500));
            gesso.kill9();
            stop.set(true);
            for (var thread : threads) {
                thread.join();
            }
            gesso = GessoProcess.up(data);
            var back = owner.at(gesso);
            ledgers.forEach(ledger -> ledger.resend(back));
        }
        try (var last = gesso) {
            var back = owner.at(last);
            for (var ledger : ledgers) {
                assertThat(ledger.acknowledged()).isGreaterThan(20);
                var broken = ledger.broken(back);
                assertThat(broken).as("seed %d: %s", seed, broken).isEmpty();
            }
        }
    }
}
