package gesso.cluster.calendar;

import static org.assertj.core.api.Assertions.assertThat;

import gesso.protocol.typescript.TypeScript;
import java.util.LinkedHashMap;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class CalendarTypesTest {
    private static final String PATH = "frontend/apps/calendar/src/generated/calendar.ts";

    @Test
    @DisplayName("[W3] [CL-K1] the app's types and limits are those of its backend")
    void same() {
        var backend = new CalendarBackend();
        var byType = new LinkedHashMap<String, String>();
        var types =
                new TypeScript()
                        .without(CalendarEvent.class)
                        .type(Occurrence.class, "Occurrence")
                        .type(Deviation.class, "Deviation")
                        .type(Entry.class, "Entry");
        for (var event : CalendarGoldenTest.samples()) {
            if (event instanceof CalendarEvent.Created) {
                byType.put(backend.type(event), "Entry");
                continue;
            }
            var name = event.getClass().getSimpleName();
            types.type(event.getClass(), name);
            byType.put(backend.type(event), name);
        }
        var written =
                types.write()
                                .replaceFirst(
                                        "\n \\*/\n",
                                        "\n */\nimport type { JsonObject } from '@gesso/sdk';\n\n")
                        + TypeScript.events("CalendarEvents", byType)
                        + limit("EVENTS_MAX", CalendarLimits.EVENTS_MAX)
                        + limit("TITLE_MAX", CalendarLimits.TITLE_MAX)
                        + limit("LOCATION_MAX", CalendarLimits.LOCATION_MAX)
                        + limit("NOTES_MAX", CalendarLimits.NOTES_MAX)
                        + limit("UID_MAX", CalendarLimits.UID_MAX)
                        + limit("EXCEPTIONS_MAX", CalendarLimits.EXCEPTIONS_MAX)
                        + limit("IMPORT_MAX", CalendarLimits.IMPORT_MAX)
                        + limit("YEAR_MIN", CalendarLimits.YEAR_MIN)
                        + limit("YEAR_MAX", CalendarLimits.YEAR_MAX)
                        + limit("DAYS_MAX", CalendarLimits.DAYS_MAX)
                        + limit("SERIES_DAYS_MAX", CalendarLimits.SERIES_DAYS_MAX)
                        + "\n";
        assertThat(TypeScript.held(PATH, written)).isEqualTo(written);
    }

    private static String limit(String name, int value) {
        return "\nexport const " + name + " = " + value + ";";
    }
}
