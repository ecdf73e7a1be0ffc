package gesso.deploy.transfer;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** How the events of an export are kept. */
public enum Form {
    /** One JSON object a line. */
    NDJSON,
    /** With a row of names first. */
    CSV,
    /** Columns, packed. */
    PARQUET;

    /** Of the file, beside the manifest. */
    String file() {
        return "events." + ending();
    }

    @JsonValue
    String ending() {
        return name().toLowerCase(Locale.ROOT);
    }

    @Override
    public String toString() {
        return ending();
    }
}
