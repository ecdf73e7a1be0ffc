package gesso.deploy.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class PaceTest {

    @Test
    @DisplayName("[DE-177] a reading is never faster than it was asked to be")
    void paced() {
        var pace = new Pace(10_000);
        var began = System.nanoTime();
        for (int i = 0; i < 2_048; i++) {
            pace.step();
        }
        assertThat(Duration.ofNanos(System.nanoTime() - began))
                .isGreaterThanOrEqualTo(Duration.ofMillis(200));
    }
}
