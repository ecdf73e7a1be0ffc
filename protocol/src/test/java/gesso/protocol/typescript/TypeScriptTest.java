package gesso.protocol.typescript;

import static org.assertj.core.api.Assertions.assertThat;

import gesso.protocol.Json;
import gesso.protocol.app.AppEvent;
import gesso.protocol.app.Manifest;
import gesso.protocol.canvas.CanvasEvent;
import gesso.protocol.canvas.CanvasView;
import gesso.protocol.journal.EventCodec;
import gesso.protocol.live.ClientFrame;
import gesso.protocol.live.ServerFrame;
import gesso.protocol.testing.Samples;
import gesso.protocol.widget.WidgetEvent;
import gesso.protocol.widget.WidgetView;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class TypeScriptTest {
    private static final String PATH = "frontend/sdk/src/generated/protocol.ts";
    private static final String JSON =
            """

            export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };
            export type JsonObject = { [key: string]: Json };
            """;
    private static final String UNION =
            """

            export type CanvasEvent = {
              [T in keyof CanvasEvents]: { type: T; data: CanvasEvents[T] };
            }[keyof CanvasEvents];
            """;

    @Test
    @DisplayName("[PR-8] the page's types are those of the records")
    void same() {
        var written = written();
        assertThat(TypeScript.held(PATH, written)).isEqualTo(written);
    }

    private static String written() {
        var types =
                new TypeScript()
                        .without(CanvasEvent.class)
                        .without(WidgetEvent.class)
                        .without(AppEvent.class)
                        .type(CanvasView.class, "CanvasView")
                        .type(CanvasView.WidgetView.class, "WidgetView")
                        .type(CanvasView.LayoutView.class, "LayoutView")
                        .type(CanvasView.MemberView.class, "MemberView")
                        .type(WidgetView.class, "WidgetState")
                        .type(Manifest.class, "Manifest")
                        .type(ClientFrame.class, "ClientFrameBase")
                        .type(ServerFrame.class, "ServerFrameBase");
        for (var frame : ClientFrame.class.getPermittedSubclasses()) {
            types.type(frame, "Client" + frame.getSimpleName());
        }
        for (var frame : ServerFrame.class.getPermittedSubclasses()) {
            types.type(frame, "Server" + frame.getSimpleName());
        }
        var canvas = new LinkedHashMap<String, String>();
        for (var event : Samples.canvas()) {
            add(types, canvas, EventCodec.manifest(event), event);
        }
        var app = new LinkedHashMap<String, String>();
        for (var event : Samples.app()) {
            add(types, app, EventCodec.manifest(event), event);
        }
        var widget = new LinkedHashMap<String, String>();
        for (var event : Samples.widget()) {
            if (!(event instanceof WidgetEvent.Emitted)) {
                add(types, widget, EventCodec.manifest(event), event);
            }
        }
        // The union of a set of frames gets the set's own name.
        return types.write()
                        .replace("ClientFrameBaseUnion", "ClientFrame")
                        .replace("ServerFrameBaseUnion", "ServerFrame")
                        .replace("watch?: JsonObject;", "watch?: 'all' | string[];")
                + JSON
                + TypeScript.events("CanvasEvents", canvas)
                + UNION
                + TypeScript.events("WidgetEvents", widget)
                + TypeScript.events("AppEvents", app);
    }

    private static void add(
            TypeScript types, Map<String, String> byType, String manifest, Object event) {
        var name = event.getClass().getSimpleName();
        types.type(event.getClass(), name);
        byType.put(EventCodec.type(manifest, Json.object()), name);
    }
}
