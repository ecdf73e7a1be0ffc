package gesso.cluster.notice;

import com.fasterxml.jackson.databind.JsonNode;
import gesso.cluster.bus.Effects;
import gesso.cluster.bus.Subscriber;
import gesso.protocol.bus.BusEvent;
import gesso.protocol.bus.EventPattern;
import gesso.protocol.bus.Sources;
import org.jspecify.annotations.Nullable;

/** Who is to do something is told of it, until somebody else is to do it. */
public final class TodoAssignments implements Subscriber {
    private static final String KIND = "todo-assigned";

    /** Revisions of a widget in which the words of an item are looked for, the newest. */
    private static final long SEARCHED_MAX = 20_000;

    /** What an item is about, as of an event: its newest words, or those of a copied widget. */
    private static final String WORDS =
            """
            SELECT coalesce(data ->> 'text', jsonb_path_query_first(data,
                '$.state.todos[*] ? (@.id == $id)', jsonb_build_object('id', ?::text)) ->> 'text')
            FROM (
                SELECT sequence_number,
                    convert_from(event_payload, 'UTF8')::jsonb -> 'data' AS data
                FROM event_journal
                WHERE persistence_id = ? AND sequence_number <= ? AND sequence_number > ?
                    AND (event_ser_manifest LIKE 'todo.created.%'
                        OR event_ser_manifest LIKE 'todo.edited.%'
                        OR event_ser_manifest LIKE 'widget.seeded.%')
                ORDER BY sequence_number DESC) event
            WHERE data ->> 'id' = ? OR data -> 'state' IS NOT NULL
            LIMIT 1
            """;

    @Override
    public String name() {
        return "todo-assignments";
    }

    @Override
    public EventPattern pattern() {
        return new EventPattern.Family("todo");
    }

    @Override
    public void handle(BusEvent event, Effects effects) throws Exception {
        if (!event.source().equals(Sources.service("todo"))) {
            return;
        }
        var notices = new Notices(effects, event, KIND);
        var data = event.data();
        var todo = data.path("id").asText();
        switch (event.type()) {
            case "todo.created" -> {
                var who = who(data, "assignee");
                if (who != null) {
                    notices.tell(who, todo, data.path("text").asText());
                }
            }
            case "todo.assigned" -> {
                var before = who(data, "was");
                if (before != null) {
                    notices.takeBack(todo, before);
                }
                var who = who(data, "assignee");
                if (who != null) {
                    notices.tell(who, todo, words(effects, event, todo));
                }
            }
            case "todo.edited" -> notices.reword(todo, data.path("text").asText());
            case "todo.removed" -> notices.takeBack(todo);
            default -> {}
        }
    }

    private static @Nullable String who(JsonNode data, String field) {
        return data.hasNonNull(field) ? data.path(field).asText() : null;
    }

    private static String words(Effects effects, BusEvent event, String todo) throws Exception {
        var id = event.id().substring(0, event.id().lastIndexOf('#'));
        long revision = event.revision();
        return effects.text(WORDS, todo, id, revision, revision - SEARCHED_MAX, todo).orElse("");
    }
}
