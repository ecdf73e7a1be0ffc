package gesso.cluster.notice;

import com.fasterxml.jackson.databind.JsonNode;
import gesso.cluster.bus.Effects;
import gesso.cluster.bus.Subscriber;
import gesso.protocol.bus.BusEvent;
import gesso.protocol.bus.EventPattern;
import gesso.protocol.bus.Sources;

/** Who is named in a chat message is told of it. */
public final class ChatMentions implements Subscriber {
    private static final String KIND = "chat-mention";

    @Override
    public String name() {
        return "chat-mentions";
    }

    @Override
    public EventPattern pattern() {
        return new EventPattern.Family("chat");
    }

    @Override
    public void handle(BusEvent event, Effects effects) throws Exception {
        if (!event.source().equals(Sources.service("chat"))) {
            return;
        }
        var notices = new Notices(effects, event, KIND);
        var data = event.data();
        var message = data.path("id").asText();
        switch (event.type()) {
            case "chat.posted" -> tell(notices, message, data);
            case "chat.edited" -> {
                notices.reword(message, data.path("text").asText());
                tellNew(notices, message, data);
            }
            case "chat.removed" -> notices.takeBack(message);
            default -> {}
        }
    }

    private static void tell(Notices notices, String message, JsonNode data) throws Exception {
        for (var user : data.path("mentions")) {
            notices.tell(user.asText(), message, data.path("text").asText());
        }
    }

    /** Who was named before has been told, and may have read it. */
    private static void tellNew(Notices notices, String message, JsonNode data) throws Exception {
        var before = data.path("was").asText();
        for (var user : data.path("mentions")) {
            if (!before.contains("<@" + user.asText() + ">")) {
                notices.tell(user.asText(), message, data.path("text").asText());
            }
        }
    }
}
