package gesso.ai.provider;

import com.fasterxml.jackson.databind.JsonNode;
import gesso.protocol.Json;
import gesso.protocol.ai.AppSpecification;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a model is told. What people and models have written is data in one JSON text of the user's
 * message; the instructions are ours alone, and there are no tools that words could set in motion.
 *
 * @param schema of the answer; null for code
 */
record Instructions(String system, JsonNode user, @Nullable JsonNode schema) {
    private static final String SPECIFY = read("specify.txt");
    private static final String WRITE = read("write.txt");
    private static final Pattern RULE = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,39}");
    private static final int RULES_MAX = 30;

    static Instructions specify(String prompt) {
        return new Instructions(
                SPECIFY, Json.object().put("request", prompt), SpecificationSchema.SCHEMA);
    }

    static Instructions refine(AppSpecification app, String words) {
        var user = Json.object().put("request", words);
        user.set("app", Json.tree(app));
        return new Instructions(SPECIFY, user, SpecificationSchema.SCHEMA);
    }

    static Instructions write(AppSpecification app) {
        var user = Json.object();
        user.set("app", Json.tree(app));
        return new Instructions(WRITE, user, null);
    }

    static Instructions repair(AppSpecification app, String code, List<String> rules) {
        var user = Json.object().put("code", code);
        user.set("app", Json.tree(app));
        var broken = user.putArray("broken");
        rules.stream()
                .filter(one -> RULE.matcher(one).matches())
                .distinct()
                .limit(RULES_MAX)
                .forEach(broken::add);
        return new Instructions(WRITE, user, null);
    }

    /** The same with the places of an answer that did not hold; nothing of what stood there. */
    Instructions again(List<String> places) {
        var told = Json.object();
        user.properties().forEach(one -> told.set(one.getKey(), one.getValue()));
        told.set("faults", Json.tree(places));
        return new Instructions(
                system + "\"faults\" are the places of your last answer that broke these rules.\n",
                told,
                schema);
    }

    private static String read(String name) {
        try (var text = Instructions.class.getResourceAsStream("/gesso/ai/" + name)) {
            return new String(Objects.requireNonNull(text).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }
}
