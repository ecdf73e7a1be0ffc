package gesso.ai.provider;

import com.fasterxml.jackson.databind.JsonNode;
import gesso.protocol.Json;

/** The body of a question, with nothing in it that some service would refuse. */
final class Requests {
    private Requests() {}

    static JsonNode body(OpenAiSettings settings, Instructions instructions) {
        var body = Json.object().put("model", settings.model());
        var messages = body.putArray("messages");
        messages.addObject().put("role", "system").put("content", instructions.system());
        messages.addObject().put("role", "user").put("content", Json.text(instructions.user()));
        body.put("max_completion_tokens", settings.tokensMax())
                .put("temperature", 0)
                .put("seed", settings.seed())
                .put("stream", settings.stream());
        if (settings.stream()) {
            body.putObject("stream_options").put("include_usage", true);
        }
        if (settings.effort() != null) {
            body.put("reasoning_effort", settings.effort());
        }
        if (instructions.schema() != null) {
            var format = body.putObject("response_format").put("type", "json_schema");
            format.putObject("json_schema")
                    .put("name", "app")
                    .put("strict", true)
                    .set("schema", instructions.schema());
        }
        return body;
    }
}
