package gesso.ai.provider;

import com.typesafe.config.Config;
import java.net.URI;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Of a service that speaks the protocol of OpenAI.
 *
 * @param base to which {@code /chat/completions} and {@code /models} are added
 * @param first until the first byte of an answer
 * @param idle between two bytes of it
 * @param whole of one try
 * @param tries of one question, while what is in the way may pass
 * @param waitMax a longer wait before the next try is left to the person
 * @param answerMax bytes of an answer
 * @param tokensMax that an answer may have, thoughts included
 * @param effort how much it thinks; null for its own way
 * @param stream whether answers come piece by piece
 * @param faultsMax after so many in a row it is left alone for {@code rest}
 */
public record OpenAiSettings(
        URI base,
        Secret key,
        String model,
        Duration first,
        Duration idle,
        Duration whole,
        int tries,
        Duration waitMax,
        int answerMax,
        int tokensMax,
        long seed,
        @Nullable String effort,
        boolean stream,
        int faultsMax,
        Duration rest) {

    /**
     * Of {@code gesso.ai.openai}; empty where no key is set, and then there is no such provider.
     *
     * @throws IllegalArgumentException for what an operator must mend before anything starts
     */
    public static Optional<OpenAiSettings> of(Config config) {
        var key = new Secret(config.getString("api-key").strip());
        if (key.isBlank()) {
            return Optional.empty();
        }
        var effort = config.getString("reasoning-effort");
        return Optional.of(
                new OpenAiSettings(
                        base(config.getString("base-url")),
                        key,
                        config.getString("model"),
                        config.getDuration("first-byte-timeout"),
                        config.getDuration("idle-timeout"),
                        config.getDuration("timeout"),
                        config.getInt("tries"),
                        config.getDuration("retry-wait-max"),
                        Math.toIntExact(config.getBytes("answer-max")),
                        config.getInt("tokens-max"),
                        config.getLong("seed"),
                        effort.isBlank() ? null : effort,
                        config.getBoolean("stream"),
                        config.getInt("breaker.failures"),
                        config.getDuration("breaker.rest")));
    }

    private static URI base(String text) {
        var base = URI.create(text.strip().replaceFirst("/+$", ""));
        var scheme = base.getScheme();
        var host = base.getHost();
        if (host == null || !("https".equals(scheme) || "http".equals(scheme))) {
            throw new IllegalArgumentException(
                    "gesso.ai.openai.base-url must be as https://api.example.com/v1");
        }
        boolean here = host.equals("localhost") || host.equals("127.0.0.1") || host.equals("[::1]");
        if ("http".equals(scheme) && !here) {
            throw new IllegalArgumentException(
                    "gesso.ai.openai.base-url must begin with https://: the key would be read on the"
                            + " way");
        }
        return base;
    }

    int port() {
        return base.getPort() > 0 ? base.getPort() : isSecure() ? 443 : 80;
    }

    boolean isSecure() {
        return "https".equals(base.getScheme());
    }
}
