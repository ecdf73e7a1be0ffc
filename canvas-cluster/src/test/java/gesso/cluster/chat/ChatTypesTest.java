package gesso.cluster.chat;

import static org.assertj.core.api.Assertions.assertThat;

import gesso.protocol.typescript.TypeScript;
import java.util.LinkedHashMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class ChatTypesTest {
    private static final String PATH = "frontend/apps/chat/src/generated/chat.ts";

    @Test
    @DisplayName("[W3] [CL-H1] the app's types and limits are those of its backend")
    void same() {
        var backend = new ChatBackend();
        var byType = new LinkedHashMap<String, String>();
        var types =
                new TypeScript()
                        .without(ChatEvent.class)
                        .type(Message.class, "Message")
                        .type(ChatState.class, "Chat");
        for (var event : ChatGoldenTest.samples()) {
            var name = event.getClass().getSimpleName();
            types.type(event.getClass(), name);
            byType.put(backend.type(event), name);
        }
        var written =
                types.write()
                        + TypeScript.events("ChatEvents", byType)
                        + """

                        /** UTF-16 units after cleaning. */
                        export const TEXT_MAX = %d;
                        export const MENTIONS_MAX = %d;
                        export const EMOJI_MAX = %d;
                        export const REACTIONS_MAX = %d;
                        export const KEPT_MAX = %d;
                        export const KEPT_UNITS = %d;
                        export const MESSAGE_UNITS = %d;
                        export const REACTION_UNITS = %d;
                        """
                                .formatted(
                                        ChatLimits.TEXT_MAX,
                                        ChatLimits.MENTIONS_MAX,
                                        ChatLimits.EMOJI_MAX,
                                        ChatLimits.REACTIONS_MAX,
                                        ChatLimits.KEPT_MAX,
                                        ChatLimits.KEPT_UNITS,
                                        ChatLimits.MESSAGE_UNITS,
                                        ChatLimits.REACTION_UNITS);
        assertThat(TypeScript.held(PATH, written)).isEqualTo(written);
    }
}
