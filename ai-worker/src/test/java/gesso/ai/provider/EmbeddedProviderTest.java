package gesso.ai.provider;

import static org.assertj.core.api.Assertions.assertThat;

import gesso.ai.code.AppCode;
import gesso.ai.provider.Answered.Bad;
import gesso.ai.provider.Answered.Good;
import gesso.protocol.ai.AppSpecification;
import gesso.protocol.ai.Kind;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class EmbeddedProviderTest {
    private final EmbeddedProvider provider = new EmbeddedProvider(Runnable::run);

    private static <T> Answered<T> answer(Asked<T> asked) {
        return asked.answer().toCompletableFuture().join();
    }

    @Test
    @DisplayName("[AI-35] the embedded provider specifies, refines and writes without any model")
    void all() {
        var specified = answer(provider.specify("a board of habits by frequency"));
        assertThat(specified).isInstanceOf(Good.class);
        var app = ((Good<AppSpecification>) specified).value();
        assertThat(answer(provider.refine(app, "show it as a table")))
                .isInstanceOfSatisfying(
                        Good.class,
                        good ->
                                assertThat(
                                                ((AppSpecification) good.value())
                                                        .views()
                                                        .getFirst()
                                                        .kind())
                                        .isEqualTo(Kind.TABLE));
        assertThat(answer(provider.write(app)))
                .isInstanceOfSatisfying(
                        Good.class, good -> assertThat(good.value()).isEqualTo(AppCode.of(app)));
        assertThat(answer(provider.refine(app, "make it pop"))).isInstanceOf(Bad.class);
        assertThat(answer(provider.repair(app, "x", List.of("r")))).isInstanceOf(Bad.class);
    }

    @Test
    @SuppressWarnings("NullAway") // whatever the grammar stumbles over
    @DisplayName("[AI-40] what the grammar stumbles over is answered, too")
    void stumbles() {
        assertThat(answer(provider.specify(null)))
                .isInstanceOfSatisfying(
                        Bad.class,
                        bad -> assertThat(bad.trouble()).isInstanceOf(Trouble.Garbage.class));
    }

    @Test
    @DisplayName("[AI-38] a question that is called off before its turn is not worked on")
    void cancelled() {
        var later = new ArrayList<Runnable>();
        var asked = new EmbeddedProvider(later::add).specify("a list");
        asked.cancel();
        later.forEach(Runnable::run);
        assertThat(answer(asked)).isEqualTo(Answered.bad(new Trouble.Cancelled()));
    }
}
