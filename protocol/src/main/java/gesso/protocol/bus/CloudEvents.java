package gesso.protocol.bus;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import gesso.protocol.Clients;
import gesso.protocol.Json;
import gesso.protocol.Origin;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Events as services outside get them: CloudEvents 1.0 in JSON, structured. Beside the attributes
 * of that specification it has those of a history line, so that what happened can be told, and
 * folded, from these events alone. Instants are strings: numbers in CloudEvents have 32 bits.
 */
public final class CloudEvents {
    public static final String CONTENT_TYPE = "application/cloudevents+json; charset=UTF-8";

    /** Before the source of what an app has done. */
    private static final String MICRO_APP = "microapp.";

    /**
     * One that came in.
     *
     * @param manifest names the data as the journal does
     */
    public record Received(
            String id,
            String source,
            String type,
            String subject,
            String of,
            long revision,
            Origin origin,
            String manifest,
            JsonNode data) {

        /** The data as the journal has it. */
        public JsonNode stored() {
            return Sources.isEmitted(manifest)
                    ? Json.object().put("type", type).set("data", data)
                    : data;
        }
    }

    private CloudEvents() {}

    /**
     * @param manifest of the newest version of the event
     */
    public static byte[] encode(BusEvent event, String manifest) {
        var origin = event.origin();
        var out = Json.object();
        out.put("specversion", "1.0");
        out.put("id", event.id());
        out.put("source", source(event.source()));
        out.put("type", event.type());
        out.put("subject", event.subject());
        out.put("time", event.time().toString());
        out.put("datacontenttype", "application/json");
        out.put("of", event.of());
        out.put("revision", event.revision());
        out.put("at", Long.toString(origin.at()));
        out.put("by", origin.user());
        out.put("client", Clients.shown(origin.client()));
        out.put("op", origin.op());
        some(out, "cause", origin.cause());
        out.put("correlation", origin.correlation());
        some(out, "app", origin.app());
        out.put("manifest", manifest);
        out.set("data", event.data());
        return Json.bytes(out);
    }

    /** An app's with a prefix, the platform's own as they are. */
    public static String source(String source) {
        return Sources.app(source).isPresent() ? MICRO_APP + source : source;
    }

    /** Empty for what no such event is. */
    public static Optional<Received> decode(byte[] value) {
        return Json.stored(value).flatMap(CloudEvents::read);
    }

    private static Optional<Received> read(JsonNode event) {
        var at = event.path("at").asText();
        boolean ours =
                event.path("specversion").asText().equals("1.0")
                        && event.path("id").isTextual()
                        && event.path("manifest").isTextual()
                        && event.path("revision").canConvertToLong()
                        && at.matches("\\d{1,18}")
                        && event.has("data");
        return ours
                ? Optional.of(
                        new Received(
                                event.path("id").asText(),
                                event.path("source").asText(),
                                event.path("type").asText(),
                                event.path("subject").asText(),
                                event.path("of").asText(),
                                event.path("revision").longValue(),
                                origin(event, Long.parseLong(at)),
                                event.path("manifest").asText(),
                                event.path("data")))
                : Optional.empty();
    }

    private static Origin origin(JsonNode event, long at) {
        return new Origin(
                event.path("op").asText(),
                event.path("client").asText(),
                null,
                event.path("by").asText(),
                event.path("cause").textValue(),
                event.path("correlation").asText(),
                null,
                event.path("app").textValue(),
                null,
                null,
                "",
                at);
    }

    private static void some(ObjectNode out, String name, @Nullable String value) {
        if (value != null) {
            out.put(name, value);
        }
    }
}
