package gesso.edge.canvas;

import com.fasterxml.jackson.databind.JsonNode;
import gesso.edge.http.Page;
import gesso.edge.http.Page.Listing;
import java.util.ArrayList;
import java.util.List;

/** Pages of a list that is part of a state: {@code next} is the id of the last item shown. */
public final class Lists {
    private Lists() {}

    /** An item that is gone ends the list: nobody can say what came after it. */
    public static Listing<JsonNode> page(JsonNode list, String key, Page page) {
        boolean started = page.after().isEmpty();
        List<JsonNode> rows = new ArrayList<>();
        for (var one : list) {
            if (started && rows.size() <= page.limit()) {
                rows.add(one);
            }
            started |= one.path(key).asText().equals(page.after().orElse(""));
        }
        return page.listing(rows, row -> row.path(key).asText());
    }
}
