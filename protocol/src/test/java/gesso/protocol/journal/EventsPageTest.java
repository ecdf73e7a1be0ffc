package gesso.protocol.journal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import gesso.protocol.testing.Golden;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class EventsPageTest {
    private static final Pattern ROW = Pattern.compile("\\| `([a-z0-9.-]+)` \\|([^|]*)\\|.*");
    private static final Pattern FIELD = Pattern.compile("`([A-Za-z]+\\??)`");

    @Test
    @DisplayName("[PR-22] docs/events.md lists every event with the fields that it has")
    void complete() {
        var page = page();
        var golden = golden();
        assertThat(page.keySet()).isEqualTo(golden.keySet());
        golden.forEach((type, fields) ->
                assertThat(shown(page.getOrDefault(type, List.of()), fields))
                        .as(type)
                        .isEqualTo(fields));
    }

    /** What a golden file shows of a row: one that is older than an optional field has it not. */
    private static List<String> shown(List<String> row, List<String> golden) {
        return row.stream()
                .filter(field -> !field.endsWith("?") || golden.contains(plain(field)))
                .map(EventsPageTest::plain)
                .toList();
    }

    private static String plain(String field) {
        return field.replace("?", "");
    }

    private static Map<String, List<String>> page() {
        var page = Golden.text(Golden.root().resolve("docs/events.md"));
        var listed = new TreeMap<String, List<String>>();
        page.substring(page.indexOf("## Of a canvas"))
                .lines()
                .map(ROW::matcher)
                .filter(Matcher::matches)
                .forEach(row -> listed.put(row.group(1), fields(row.group(2))));
        return listed;
    }

    private static Map<String, List<String>> golden() {
        var events = new TreeMap<String, List<String>>();
        for (var manifest : Golden.names("events")) {
            JsonNode data = Golden.read("events/" + manifest + ".json").path("data");
            var type =
                    manifest.startsWith("widget.emitted")
                            ? "emitted"
                            : EventCodec.type(manifest, data);
            var names = new ArrayList<String>();
            data.fieldNames().forEachRemaining(names::add);
            events.put(type, names);
        }
        return events;
    }

    private static List<String> fields(String cell) {
        return FIELD.matcher(cell).results().map(found -> found.group(1)).toList();
    }
}
