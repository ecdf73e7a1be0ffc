package gesso.protocol.canvas;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The places on smaller screens that a layout keeps; none of a screen that nobody had arranged. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record ScreenPlaces(
        @Nullable Map<String, Place> tablet, @Nullable Map<String, Place> phone) {

    public @Nullable Map<String, Place> on(Screen screen) {
        return switch (screen) {
            case TABLET -> tablet;
            case PHONE -> phone;
        };
    }
}
