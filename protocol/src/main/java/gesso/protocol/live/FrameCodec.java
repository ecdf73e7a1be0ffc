package gesso.protocol.live;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectWriter;
import gesso.protocol.Clients;
import gesso.protocol.CommandCodec;
import gesso.protocol.Correlations;
import gesso.protocol.Decoded;
import gesso.protocol.Fields;
import gesso.protocol.Ids;
import gesso.protocol.Json;
import gesso.protocol.Refusal;
import gesso.protocol.entity.EventView;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Text frames to messages and back. A frame holds one message or an array of messages, both ways;
 * each faulty message of an array gets its own {@code no}, the others are taken.
 */
public final class FrameCodec {
    /** Ids in one watch list or one list of known revisions. */
    public static final int WATCHED_MAX = 1_000;

    public static final int CLIENT_MAX = 64;
    public static final int TOKEN_MAX = 8_192;

    private static final ObjectWriter WRITER = Json.MAPPER.writerFor(ServerFrame.class);

    private FrameCodec() {}

    /** One message of a client's frame: understood, or with the answer that it gets. */
    public sealed interface Inbound {
        record Good(ClientFrame frame) implements Inbound {}

        record Bad(ServerFrame.No answer) implements Inbound {}
    }

    public static List<Inbound> read(String text) {
        var parsed = Json.parse(text);
        if (parsed.isEmpty()) {
            return List.of(bad(null, "not JSON"));
        }
        if (!parsed.get().isArray()) {
            return List.of(message(parsed.get()));
        }
        var messages = new ArrayList<Inbound>();
        parsed.get().forEach(item -> messages.add(message(item)));
        return messages;
    }

    public static byte[] bytes(ServerFrame frame) {
        try {
            return WRITER.writeValueAsBytes(frame);
        } catch (IOException inMemory) {
            throw new UncheckedIOException(inMemory);
        }
    }

    public static ServerFrame.Ev ev(EventView event) {
        var origin = event.origin();
        return new ServerFrame.Ev(
                event.of(),
                event.rev(),
                origin.at(),
                origin.user(),
                Clients.shown(origin.client()),
                origin.op(),
                origin.cause(),
                Correlations.shown(origin),
                event.type(),
                event.data());
    }

    /** One encoded message as it is, more of them as one JSON array. */
    public static byte[] join(List<byte[]> messages) {
        if (messages.size() == 1) {
            return messages.getFirst();
        }
        var size = messages.stream().mapToInt(message -> message.length + 1).sum() + 1;
        var joined = new ByteArrayOutputStream(size);
        joined.write('[');
        for (int i = 0; i < messages.size(); i++) {
            if (i > 0) {
                joined.write(',');
            }
            joined.writeBytes(messages.get(i));
        }
        joined.write(']');
        return joined.toByteArray();
    }

    private static Inbound message(JsonNode json) {
        var f = Fields.of(json);
        if (!f.has("t")) {
            return bad(json, "a message is an object with t");
        }
        var frame = frame(json.path("t").asText(), f);
        return switch (frame) {
            case Decoded.Ok<ClientFrame>(var value) -> new Inbound.Good(value);
            case Decoded.Invalid<ClientFrame>(_, var detail, _) -> bad(json, detail);
        };
    }

    private static Decoded<ClientFrame> frame(String t, Fields f) {
        return switch (t) {
            case "join" -> f.done(join(f));
            case "watch" -> f.done(new ClientFrame.Watch(f.widgets("widgets", WATCHED_MAX)));
            case "unwatch" -> f.done(new ClientFrame.Unwatch(f.widgets("widgets", WATCHED_MAX)));
            case "cmd" -> f.done(command(f));
            case "live" -> f.done(new ClientFrame.Live(f.json("data")));
            case "auth" -> f.done(new ClientFrame.Auth(f.text("token", 1, TOKEN_MAX)));
            case "ping" ->
                    f.done(
                            new ClientFrame.Ping(
                                    f.whole("n", -CommandCodec.EXACT_MAX, CommandCodec.EXACT_MAX)));
            default -> {
                f.fault("t", "is not known");
                yield f.done(new ClientFrame.Ping(0));
            }
        };
    }

    private static ClientFrame join(Fields f) {
        return new ClientFrame.Join(
                f.matching("client", Ids::isOperation, "must be 1 to 64 visible ASCII characters"),
                f.optional("since", name -> since(f, name)),
                f.optional("watch", name -> watch(f, name)));
    }

    private static ClientFrame command(Fields f) {
        return new ClientFrame.Cmd(
                f.operation("id"),
                f.widget("to"),
                f.text("do", 1, CommandCodec.TYPE_MAX),
                f.optional("data", f::json),
                f.optional("cause", f::operation),
                f.optional("correlation", f::operation),
                f.optional("again", f::truth));
    }

    private static Map<String, Long> since(Fields f, String name) {
        var known = f.json(name);
        var revisions = new LinkedHashMap<String, Long>();
        if (known.size() > WATCHED_MAX) {
            f.fault(name, "must name at most " + WATCHED_MAX);
            return revisions;
        }
        known.properties()
                .forEach(entry -> {
                    var rev = entry.getValue();
                    if (!Ids.isWidget(entry.getKey())
                            || !rev.isIntegralNumber()
                            || !rev.canConvertToLong()
                            || rev.longValue() < 0) {
                        f.fault(name, "must be widget ids with revisions");
                    }
                    revisions.put(entry.getKey(), rev.asLong());
                });
        return revisions;
    }

    private static JsonNode watch(Fields f, String name) {
        var watch = f.anything(name);
        if (!watch.isTextual()) {
            f.widgets(name, WATCHED_MAX);
        } else if (!watch.textValue().equals("all")) {
            f.fault(name, "must be \"all\" or a list of widget ids");
        }
        return watch;
    }

    private static Inbound bad(@Nullable JsonNode json, String detail) {
        var id = json == null ? null : json.path("id").textValue();
        var named = id != null && Ids.isOperation(id) ? id : null;
        return new Inbound.Bad(new ServerFrame.No(named, Refusal.INVALID, detail));
    }
}
