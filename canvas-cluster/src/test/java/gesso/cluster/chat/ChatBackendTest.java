package gesso.cluster.chat;

import static org.assertj.core.api.Assertions.assertThat;

import gesso.protocol.Json;
import gesso.protocol.Refusal;
import gesso.protocol.Role;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ChatBackendTest {
    private final Talk talk = new Talk();

    @Test
    @DisplayName("[B5] [CL-H2] who sent a message and when is the server's to say")
    void serverValues() {
        var data = Json.object().put("text", " Hello ").put("userId", "mallory");
        var made = talk.when("ada", "chat.post", data.put("createdAt", "1970-01-01"));
        made.made(ChatEvent.Posted.class);
        var message = talk.state.messages().getFirst();
        assertThat(message.userId()).isEqualTo("ada");
        assertThat(message.createdAt()).startsWith("2025-11-22T");
        assertThat(message.text()).isEqualTo("Hello");
        assertThat(talk.backend.answer(made.events()))
                .isEqualTo(Json.object().put("id", message.id()));
    }

    @Test
    @DisplayName("[CL-H3] a message is edited by its author alone, one event each")
    void edit() {
        talk.post("ada", "m1", "Helo");
        talk.when("grace", "chat.edit", Talk.id("m1").put("text", "Mine"))
                .refused(Refusal.FORBIDDEN);
        talk.when("ada", "chat.edit", Talk.id("m1").put("text", "Hello"))
                .made(ChatEvent.Edited.class);
        talk.when("ada", "chat.edit", Talk.id("m1").put("text", "Hello ")).made();
        assertThat(talk.message("m1").text()).isEqualTo("Hello");
        assertThat(talk.message("m1").editedAt()).isNotNull();
        talk.when("ada", "chat.edit", Talk.id("m2").put("text", "x")).refused(Refusal.NOT_FOUND);
    }

    @Test
    @DisplayName("[CL-H4] the author or an owner removes; a tombstone stays in its place")
    void remove() {
        talk.post("grace", "m1", "One <@ada>");
        talk.post("ada", "m2", "Two");
        talk.post("eve", "m3", "Three");
        talk.when("eve", "chat.react", Talk.id("m1").put("emoji", "👍"));
        talk.when("grace", "chat.remove", Talk.id("m2")).refused(Refusal.FORBIDDEN);
        talk.when("eve", "chat.remove", Talk.id("m3")).made(ChatEvent.Removed.class);
        talk.when("ada", "chat.remove", Talk.id("m1")).made(ChatEvent.Removed.class);
        talk.when("ada", "chat.remove", Talk.id("m1")).made();
        var gone = talk.message("m1");
        assertThat(gone.removedBy()).isEqualTo("ada");
        assertThat(gone.text()).isEmpty();
        assertThat(gone.mentions()).isEmpty();
        assertThat(gone.reactions()).isEmpty();
        assertThat(talk.state.messages()).extracting(Message::id).containsExactly("m1", "m2", "m3");
        talk.when("grace", "chat.edit", Talk.id("m1").put("text", "x")).refused(Refusal.GONE);
        talk.when("eve", "chat.react", Talk.id("m1").put("emoji", "👍")).refused(Refusal.GONE);
        talk.when("ada", "chat.remove", Talk.id("none")).refused(Refusal.NOT_FOUND);
    }

    @Test
    @DisplayName("[CL-H5] everybody reacts once with each emoji, and takes it back")
    void react() {
        talk.post("ada", "m1", "Lunch?");
        talk.when("eve", "chat.react", Talk.id("m1").put("emoji", "👍").put("on", true))
                .made(ChatEvent.Reacted.class);
        talk.when("eve", "chat.react", Talk.id("m1").put("emoji", "👍").put("on", true)).made();
        talk.when("grace", "chat.react", Talk.id("m1").put("emoji", "👍"));
        talk.when("grace", "chat.react", Talk.id("m1").put("emoji", "🎉"));
        assertThat(talk.message("m1").reactions())
                .containsExactly(
                        new Reaction("🎉", List.of("grace")),
                        new Reaction("👍", List.of("eve", "grace")));
        talk.when("eve", "chat.react", Talk.id("m1").put("emoji", "👍"));
        talk.when("grace", "chat.react", Talk.id("m1").put("emoji", "👍"));
        assertThat(talk.message("m1").reactions())
                .containsExactly(new Reaction("🎉", List.of("grace")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"👍", "❤️", "👍🏽", "🇩🇪", "1️⃣", "👩‍👩‍👧‍👦", "🏴󠁧󠁢󠁷󠁬󠁳󠁿"})
    @DisplayName("[CL-H5] an emoji is one as people see it")
    void emoji(String emoji) {
        talk.post("ada", "m1", "x");
        talk.when("ada", "chat.react", Talk.id("m1").put("emoji", emoji))
                .made(ChatEvent.Reacted.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "👍👍", "👍a", "<b>", "1", " ", "👩‍👩‍👧‍👦👩‍👩‍👧‍👦"})
    @DisplayName("[CL-H5] what is no emoji is refused")
    void noEmoji(String text) {
        talk.post("ada", "m1", "x");
        talk.when("ada", "chat.react", Talk.id("m1").put("emoji", text)).refused(Refusal.INVALID);
    }

    @Test
    @DisplayName("[CL-H5] reactions by thousands end at a limit")
    void tooManyReactions() {
        var message = new Message("m1", "x", "ada", "", null, List.of(), null, List.of(), null);
        var state = new ChatState(List.of(message), 0, true);
        for (int i = 0; i < ChatLimits.REACTIONS_MAX; i++) {
            state = state.evolve(new ChatEvent.Reacted("m1", "👍", "u" + i, true));
        }
        var data = Talk.id("m1").put("emoji", "👍");
        var decided =
                talk.backend.decide(state, "chat.react", data, talk.origin("ada"), Role.OWNER);
        assertThat(decided).hasFieldOrPropertyWithValue("why", Refusal.TOO_LARGE);
        for (int i = 0; i < ChatLimits.EMOJI_MAX; i++) {
            talk.post("ada", "m1", "x");
            var emoji = new String(Character.toChars(0x1F600 + i));
            talk.when("ada", "chat.react", Talk.id("m1").put("emoji", emoji));
        }
        talk.when("ada", "chat.react", Talk.id("m1").put("emoji", "👍")).refused(Refusal.TOO_LARGE);
    }

    @Test
    @DisplayName("[B2] [CL-H6] texts of 1 to 4,000 characters, known fields, ids not in use")
    void invalid() {
        talk.post("ada", "m1", "  \n ").refused(Refusal.INVALID);
        talk.post("ada", "m1", "x".repeat(4_001)).refused(Refusal.INVALID);
        talk.post("ada", "m1", "x".repeat(100_000)).refused(Refusal.INVALID);
        talk.post("ada", "m1", "a\u0000b").refused(Refusal.INVALID);
        talk.when("ada", "chat.post", Json.object().put("text", 1)).refused(Refusal.INVALID);
        talk.when("ada", "chat.post", Json.object().put("text", "x").put("html", "<b>"))
                .refused(Refusal.INVALID);
        talk.when("ada", "chat.post", Json.object().put("text", "x").put("replyTo", "none"))
                .refused(Refusal.NOT_FOUND);
        talk.post("ada", "m1", "x".repeat(4_000)).made(ChatEvent.Posted.class);
        talk.post("ada", "m1", "again").refused(Refusal.CONFLICT);
        talk.when("ada", "chat.shout", Json.object()).refused(Refusal.UNKNOWN_COMMAND);
    }

    @Test
    @DisplayName("[CL-H6] control characters fall out, lines stay")
    void control() {
        talk.post("ada", "m1", "\u001b[31mred\u0007\r\nnext\u2028last\u0085\tend");
        assertThat(talk.message("m1").text()).isEqualTo("[31mred\nnext\nlast\tend");
        talk.post("ada", "m2", "\u0001\u0002").refused(Refusal.INVALID);
    }

    @Test
    @DisplayName("[CL-H7] mentioned people are ids, each once, and not too many")
    void mentions() {
        talk.post("ada", "m1", "<@grace> and <@eve>, <@grace>!");
        assertThat(talk.message("m1").mentions()).containsExactly("grace", "eve");
        talk.when("ada", "chat.edit", Talk.id("m1").put("text", "only <@eve>"));
        assertThat(talk.message("m1").mentions()).containsExactly("eve");
        var many = new StringBuilder();
        for (int i = 0; i <= ChatLimits.MENTIONS_MAX; i++) {
            many.append("<@u").append(i).append('>');
        }
        talk.post("ada", "m2", many.toString()).refused(Refusal.INVALID);
    }

    @Test
    @DisplayName("[CL-H8] commenters write and react as long as the chat is open to them")
    void commenters() {
        talk.post("eve", "m1", "May I?").made(ChatEvent.Posted.class);
        talk.when("grace", "chat.allow", Json.object().put("commenters", false))
                .made(ChatEvent.Allowed.class);
        talk.post("eve", "m2", "And now?").refused(Refusal.FORBIDDEN);
        talk.when("eve", "chat.react", Talk.id("m1").put("emoji", "👍")).refused(Refusal.FORBIDDEN);
        talk.when("eve", "chat.remove", Talk.id("m1")).made(ChatEvent.Removed.class);
        talk.post("grace", "m2", "Editors may").made(ChatEvent.Posted.class);
        assertThat(talk.backend.opens("chat.post", Role.COMMENTER)).isTrue();
        assertThat(talk.backend.opens("chat.allow", Role.COMMENTER)).isFalse();
        assertThat(talk.backend.opens("chat.post", Role.VIEWER)).isFalse();
        assertThat(talk.backend.opens("chat.post", Role.ANALYST)).isFalse();
    }

    @Test
    @DisplayName(
            "[CL-H9] a removed message comes back where it was, an edit goes back to the first")
    void undo() {
        talk.post("grace", "m1", "One");
        talk.when("grace", "chat.react", Talk.id("m1").put("emoji", "👍"));
        talk.when("grace", "chat.edit", Talk.id("m1").put("text", "Won"));
        var before = talk.message("m1");
        talk.when("grace", "chat.remove", Talk.id("m1"));
        talk.undo("grace");
        assertThat(talk.message("m1")).isEqualTo(before);
        talk.undo("grace");
        assertThat(talk.message("m1").text()).isEqualTo("One");
        assertThat(talk.message("m1").editedAt()).isNull();
        talk.undo("grace");
        assertThat(talk.message("m1").reactions()).isEmpty();
        talk.undo("grace");
        assertThat(talk.message("m1").removed()).isTrue();
    }

    @Test
    @DisplayName("[CL-H9] what somebody else has changed since is left by an undo")
    void changedSince() {
        talk.post("grace", "m1", "One");
        talk.when("ada", "chat.remove", Talk.id("m1"));
        assertThat(talk.undo("grace")).isEmpty();
        assertThat(talk.message("m1").removedBy()).isEqualTo("ada");
    }

    @Test
    @DisplayName("[CL-H10] the state keeps the newest 500 messages and counts those that left")
    void bounded() {
        for (int i = 0; i < ChatLimits.KEPT_MAX + 7; i++) {
            talk.post("ada", "m" + i, "Message " + i);
        }
        assertThat(talk.state.messages()).hasSize(ChatLimits.KEPT_MAX);
        assertThat(talk.state.messages().getFirst().id()).isEqualTo("m7");
        assertThat(talk.state.earlier()).isEqualTo(7);
        talk.when("ada", "chat.edit", Talk.id("m6").put("text", "x")).refused(Refusal.NOT_FOUND);
    }

    @Test
    @DisplayName("[CL-H10] long messages leave earlier: the size of the state is bounded too")
    void boundedBySize() {
        for (int i = 0; i < ChatLimits.KEPT_MAX; i++) {
            talk.post("ada", "m" + i, "x".repeat(ChatLimits.TEXT_MAX));
        }
        int units = talk.state.messages().stream().mapToInt(Message::units).sum();
        assertThat(units).isLessThanOrEqualTo(ChatLimits.KEPT_UNITS);
        assertThat(talk.state.messages()).as("the page's fold keeps as many").hasSize(124);
        assertThat(talk.state.earlier()).isEqualTo(ChatLimits.KEPT_MAX - 124);
    }

    @Test
    @DisplayName("[CL-H11] any event fits any chat")
    void total() {
        var one = ChatState.EMPTY.evolve(ChatGoldenTest.samples().getFirst());
        for (var event : ChatGoldenTest.samples()) {
            for (var state : List.of(ChatState.EMPTY, one)) {
                assertThat(state.evolve(event).messages().size()).isBetween(0, 1);
            }
        }
    }
}
