package gesso.cluster.chat;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * The newest messages, in the order in which they were sent. Older ones leave by number and by
 * size; that follows from the events alone, so every replay keeps the same. They are fixed from
 * then on, and are read from the journal.
 *
 * @param earlier how many have left
 * @param commenters whether commenters may write and react
 */
public record ChatState(List<Message> messages, int earlier, boolean commenters) {
    public static final ChatState EMPTY = new ChatState(List.of(), 0, true);

    Optional<Message> find(String id) {
        int at = index(id);
        return at < 0 ? Optional.empty() : Optional.of(messages.get(at));
    }

    /** Total: what does not fit changes nothing, for it has happened. */
    ChatState evolve(ChatEvent event) {
        return switch (event) {
            case ChatEvent.Posted(var id, var text, var user, var at, var replyTo, var mentions) ->
                    add(new Message(id, text, user, at, replyTo, mentions, null, List.of(), null));
            case ChatEvent.Edited(var id, var text, var mentions, var editedAt, _, _) ->
                    change(id, message -> message.withText(text, mentions, editedAt));
            case ChatEvent.Reacted(var id, var emoji, var user, var on) ->
                    change(id, message -> message.withReaction(emoji, user, on));
            case ChatEvent.Removed(var id, var by, _) ->
                    change(id, message -> message.tombstone(by));
            case ChatEvent.Restored(var id, var message) -> change(id, _ -> message);
            case ChatEvent.Allowed(var open) -> new ChatState(messages, earlier, open);
        };
    }

    private int index(String id) {
        // From the end: what people change is mostly new.
        for (int i = messages.size() - 1; i >= 0; i--) {
            if (messages.get(i).id().equals(id)) {
                return i;
            }
        }
        return -1;
    }

    private ChatState add(Message message) {
        if (index(message.id()) >= 0) {
            return this;
        }
        var next = new ArrayList<>(messages);
        next.add(message);
        return kept(next);
    }

    private ChatState change(String id, UnaryOperator<Message> how) {
        int at = index(id);
        if (at < 0) {
            return this;
        }
        var next = new ArrayList<>(messages);
        next.set(at, how.apply(next.get(at)));
        return kept(next);
    }

    private ChatState kept(List<Message> all) {
        int units = all.stream().mapToInt(Message::units).sum();
        int leave = 0;
        while (leave < all.size() - 1
                && (all.size() - leave > ChatLimits.KEPT_MAX || units > ChatLimits.KEPT_UNITS)) {
            units -= all.get(leave).units();
            leave++;
        }
        return new ChatState(
                List.copyOf(all.subList(leave, all.size())), earlier + leave, commenters);
    }
}
