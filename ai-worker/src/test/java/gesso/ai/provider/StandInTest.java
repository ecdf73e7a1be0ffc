package gesso.ai.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.ConfigFactory;
import dev.langchain4j.exception.AuthenticationException;
import dev.langchain4j.exception.RateLimitException;
import dev.langchain4j.model.chat.response.ChatResponse;
import dev.langchain4j.model.chat.response.StreamingChatResponseHandler;
import dev.langchain4j.model.openai.OpenAiChatModel;
import dev.langchain4j.model.openai.OpenAiStreamingChatModel;
import java.util.concurrent.CompletableFuture;
import org.apache.pekko.actor.testkit.typed.javadsl.ActorTestKit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** The stand-in speaks the protocol: a client that others wrote understands it. */
class StandInTest {
    private static final ActorTestKit KIT =
            ActorTestKit.create(ConfigFactory.parseString("pekko.actor.provider = local"));
    private StandIn service;

    @BeforeEach
    void start() {
        service = new StandIn(KIT.system());
    }

    @AfterEach
    void stop() {
        service.close();
    }

    @AfterAll
    static void end() {
        KIT.shutdownTestKit();
    }

    private OpenAiChatModel model() {
        return OpenAiChatModel.builder()
                .baseUrl(service.url())
                .apiKey("k")
                .modelName(StandIn.MODEL)
                .maxRetries(0)
                .build();
    }

    @Test
    @DisplayName("[AI-35] another client of the protocol reads an answer of the stand-in at once")
    void whole() {
        service.then(StandIn.says("Hello there, this is an answer."));
        assertThat(model().chat("hi")).isEqualTo("Hello there, this is an answer.");
        assertThat(service.got().getFirst().body().at("/messages/0/content").textValue())
                .isEqualTo("hi");
    }

    @Test
    @DisplayName(
            "[AI-35] another client of the protocol reads an answer of the stand-in piece by piece")
    void streamed() {
        service.then(StandIn.says("Hello there, this is an answer."));
        var pieces = new StringBuffer();
        var whole = new CompletableFuture<ChatResponse>();
        OpenAiStreamingChatModel.builder()
                .baseUrl(service.url())
                .apiKey("k")
                .modelName(StandIn.MODEL)
                .build()
                .chat(
                        "hi",
                        new StreamingChatResponseHandler() {
                            @Override
                            public void onPartialResponse(String piece) {
                                pieces.append(piece);
                            }

                            @Override
                            public void onCompleteResponse(ChatResponse response) {
                                whole.complete(response);
                            }

                            @Override
                            public void onError(Throwable failed) {
                                whole.completeExceptionally(failed);
                            }
                        });
        assertThat(whole.join().aiMessage().text()).isEqualTo("Hello there, this is an answer.");
        assertThat(pieces).hasToString("Hello there, this is an answer.");
        assertThat(whole.join().tokenUsage().totalTokenCount()).isEqualTo(42);
    }

    @Test
    @DisplayName(
            "[AI-37] another client of the protocol takes the refusals of the stand-in for what they are")
    void refusals() {
        service.then(StandIn.status(401)).then(StandIn.tooMuch("1"));
        var model = model();
        assertThatThrownBy(() -> model.chat("hi")).isInstanceOf(AuthenticationException.class);
        assertThatThrownBy(() -> model.chat("hi")).isInstanceOf(RateLimitException.class);
    }
}
