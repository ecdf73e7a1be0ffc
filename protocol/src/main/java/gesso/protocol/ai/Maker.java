package gesso.protocol.ai;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/**
 * What made a specification or a piece of code, and what it took.
 *
 * @param provider {@code embedded}, or the name of a model's host
 * @param model of a provider with models
 * @param mode {@code templates} or {@code model}, for code
 * @param seed what it was asked to be repeatable by
 * @param tokens put in and got out together; 0 where nothing is counted
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Maker(
        String provider,
        @Nullable String model,
        @Nullable String mode,
        @Nullable Long seed,
        long tokens,
        long millis) {
    public static final String EMBEDDED = "embedded";
    public static final String TEMPLATES = "templates";
    public static final String MODEL = "model";

    public static Maker embedded(long millis) {
        return new Maker(EMBEDDED, null, TEMPLATES, null, 0, millis);
    }
}
