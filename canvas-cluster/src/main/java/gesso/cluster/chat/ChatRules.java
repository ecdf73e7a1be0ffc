package gesso.cluster.chat;

import static gesso.cluster.live.Decision.accept;
import static gesso.cluster.live.Decision.nothing;
import static gesso.cluster.live.Decision.refuse;

import com.fasterxml.jackson.databind.JsonNode;
import gesso.cluster.live.Decision;
import gesso.protocol.Decoded;
import gesso.protocol.Fields;
import gesso.protocol.HybridClock;
import gesso.protocol.Origin;
import gesso.protocol.Refusal;
import gesso.protocol.Role;
import gesso.protocol.Sums;
import java.time.Instant;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** What people may do in a chat, and how each of it is taken back. */
final class ChatRules {
    private ChatRules() {}

    static Decision<ChatEvent> decide(
            ChatState state, String command, JsonNode data, Origin origin, Role role) {
        boolean closed = role == Role.COMMENTER && !state.commenters();
        if (closed && !command.equals("chat.remove")) {
            return refuse(Refusal.FORBIDDEN, "this chat is not open to commenters");
        }
        var f = Fields.of(data);
        return switch (command) {
            case "chat.post" -> post(state, f, origin);
            case "chat.edit" -> edit(state, f, origin);
            case "chat.remove" -> remove(state, f, origin, role);
            case "chat.react" -> react(state, f, origin);
            case "chat.allow" -> allow(state, f);
            default -> refuse(Refusal.UNKNOWN_COMMAND, "there is no command " + command);
        };
    }

    /** Nothing when somebody has changed it since, or when it is no longer among the newest. */
    static Decision<ChatEvent> compensate(ChatState state, ChatEvent event, Origin origin) {
        return switch (event) {
            case ChatEvent.Posted posted -> takeAway(state, posted.id(), origin);
            case ChatEvent.Restored restored -> takeAway(state, restored.id(), origin);
            case ChatEvent.Edited(var id, var text, _, var editedAt, var was, var wasAt) ->
                    state.find(id)
                            .filter(now -> !now.removed() && now.text().equals(text))
                            .map(_ -> accept(edited(id, was, wasAt, text, editedAt)))
                            .orElseGet(Decision::nothing);
            case ChatEvent.Reacted(var id, var emoji, var user, var on) ->
                    state.find(id)
                            .filter(now -> !now.removed())
                            .filter(now -> Reaction.has(now.reactions(), emoji, user) == on)
                            .map(_ -> accept(reacted(id, emoji, user, !on)))
                            .orElseGet(Decision::nothing);
            case ChatEvent.Removed(var id, _, var was) ->
                    state.find(id)
                            .filter(Message::removed)
                            .map(_ -> accept(restored(id, was)))
                            .orElseGet(Decision::nothing);
            case ChatEvent.Allowed(var open) ->
                    state.commenters() == open ? accept(new ChatEvent.Allowed(!open)) : nothing();
        };
    }

    /** Who sent it and when are the server's to say: what a client sends of that is ignored. */
    private static Decision<ChatEvent> post(ChatState state, Fields f, Origin origin) {
        f.has("userId");
        f.has("createdAt");
        var text = text(f);
        var given = f.optional("id", f::widget);
        var replyTo = f.optional("replyTo", f::widget);
        return when(
                f.done(text),
                _ -> {
                    var id = given == null ? Sums.id("chat", origin.client(), origin.op()) : given;
                    if (state.find(id).isPresent()) {
                        return refuse(Refusal.CONFLICT, "the id " + id + " is in use");
                    }
                    if (replyTo != null && state.find(replyTo).isEmpty()) {
                        return refuse(
                                Refusal.NOT_FOUND, "the message to answer is not among the newest");
                    }
                    return accept(
                            new ChatEvent.Posted(
                                    id,
                                    text,
                                    origin.user(),
                                    time(origin),
                                    replyTo,
                                    ChatTexts.mentions(text)));
                });
    }

    private static Decision<ChatEvent> edit(ChatState state, Fields f, Origin origin) {
        var text = text(f);
        return known(
                state,
                f,
                now -> {
                    if (!now.userId().equals(origin.user())) {
                        return refuse(Refusal.FORBIDDEN, "only its author edits a message");
                    }
                    return now.text().equals(text)
                            ? nothing()
                            : accept(
                                    edited(
                                            now.id(),
                                            text,
                                            time(origin),
                                            now.text(),
                                            now.editedAt()));
                });
    }

    private static Decision<ChatEvent> remove(ChatState state, Fields f, Origin origin, Role role) {
        return when(
                f.done(f.widget("id")),
                id -> {
                    var now = state.find(id);
                    if (now.isEmpty()) {
                        return unknown();
                    }
                    if (!now.get().userId().equals(origin.user()) && !role.mayOwn()) {
                        return refuse(
                                Refusal.FORBIDDEN, "only its author and owners remove a message");
                    }
                    return takeAway(state, id, origin);
                });
    }

    private static Decision<ChatEvent> react(ChatState state, Fields f, Origin origin) {
        var emoji =
                f.matching(
                        "emoji",
                        text -> text.length() <= ChatLimits.EMOJI_UNITS && ChatTexts.isEmoji(text),
                        "must be one emoji");
        var wanted = f.optional("on", f::truth);
        return known(
                state,
                f,
                now -> {
                    boolean has = Reaction.has(now.reactions(), emoji, origin.user());
                    boolean on = wanted == null ? !has : wanted;
                    if (on == has) {
                        return nothing();
                    }
                    return on && isFull(now, emoji)
                            ? refuse(
                                    Refusal.TOO_LARGE,
                                    "a message takes "
                                            + ChatLimits.EMOJI_MAX
                                            + " kinds of reactions and "
                                            + ChatLimits.REACTIONS_MAX
                                            + " in all")
                            : accept(reacted(now.id(), emoji, origin.user(), on));
                });
    }

    private static boolean isFull(Message message, String emoji) {
        var all = message.reactions();
        boolean known = all.stream().anyMatch(one -> one.emoji().equals(emoji));
        return (!known && all.size() >= ChatLimits.EMOJI_MAX)
                || all.stream().mapToInt(one -> one.users().size()).sum()
                        >= ChatLimits.REACTIONS_MAX;
    }

    private static Decision<ChatEvent> allow(ChatState state, Fields f) {
        return when(
                f.done(f.truth("commenters")),
                open ->
                        open == state.commenters()
                                ? nothing()
                                : accept(new ChatEvent.Allowed(open)));
    }

    private static Decision<ChatEvent> takeAway(ChatState state, String id, Origin origin) {
        return state.find(id)
                .filter(now -> !now.removed())
                .map(now -> accept(removed(id, origin.user(), now)))
                .orElseGet(Decision::nothing);
    }

    private static Decision<ChatEvent> known(
            ChatState state, Fields f, Function<Message, Decision<ChatEvent>> then) {
        return when(
                f.done(f.widget("id")),
                id -> {
                    var found = state.find(id);
                    if (found.isEmpty()) {
                        return unknown();
                    }
                    return found.get().removed()
                            ? refuse(Refusal.GONE, "the message is removed")
                            : then.apply(found.get());
                });
    }

    private static <T> Decision<ChatEvent> when(
            Decoded<T> read, Function<T, Decision<ChatEvent>> then) {
        return switch (read) {
            case Decoded.Ok<T>(var value) -> then.apply(value);
            case Decoded.Invalid<T>(var why, var detail, var errors) ->
                    new Decision.Refused<>(why, detail, errors);
        };
    }

    private static String text(Fields f) {
        var given = f.text("text", 0, Integer.MAX_VALUE);
        if (!f.isText("text")) {
            return "";
        }
        var text = given.length() > ChatLimits.RAW_MAX ? given : ChatTexts.clean(given);
        if (text.isEmpty() || text.length() > ChatLimits.TEXT_MAX) {
            f.fault(f.at("text"), "must have 1 to " + ChatLimits.TEXT_MAX + " characters");
        } else if (ChatTexts.mentions(text).size() > ChatLimits.MENTIONS_MAX) {
            f.fault(f.at("text"), "must mention " + ChatLimits.MENTIONS_MAX + " people at most");
        }
        return text;
    }

    private static String time(Origin origin) {
        return Instant.ofEpochMilli(HybridClock.millis(origin.at())).toString();
    }

    private static Decision<ChatEvent> unknown() {
        return refuse(Refusal.NOT_FOUND, "there is no such message among the newest");
    }

    private static ChatEvent edited(
            String id, String text, @Nullable String at, String was, @Nullable String wasAt) {
        return new ChatEvent.Edited(id, text, ChatTexts.mentions(text), at, was, wasAt);
    }

    private static ChatEvent reacted(String id, String emoji, String user, boolean on) {
        return new ChatEvent.Reacted(id, emoji, user, on);
    }

    private static ChatEvent removed(String id, String by, Message was) {
        return new ChatEvent.Removed(id, by, was);
    }

    private static ChatEvent restored(String id, Message message) {
        return new ChatEvent.Restored(id, message);
    }
}
