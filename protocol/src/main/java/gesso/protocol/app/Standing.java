package gesso.protocol.app;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How an app stands with the operators: all that a page has to know to let go of what may not run.
 * The whole of it each time, so a lost one is healed by the next.
 *
 * @param version the one that is offered; of an app that is out of use the newest
 * @param reason why it is out of use
 * @param revoked versions that may not run, each with the reason
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Standing(
        String version, Status status, @Nullable String reason, Map<String, String> revoked) {

    public enum Status {
        ACTIVE,
        SUSPENDED,
        REVOKED;

        @JsonValue
        public String code() {
            return name().toLowerCase(Locale.ROOT);
        }

        public static Status of(String code) {
            return valueOf(code.toUpperCase(Locale.ROOT));
        }
    }
}
