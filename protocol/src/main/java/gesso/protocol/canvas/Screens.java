package gesso.protocol.canvas;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import org.jspecify.annotations.Nullable;

/** Where a widget is on smaller screens, as far as somebody has placed it there. */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Screens(@Nullable Place tablet, @Nullable Place phone) {
    public static final Screens NONE = new Screens(null, null);

    public @Nullable Place on(Screen screen) {
        return switch (screen) {
            case TABLET -> tablet;
            case PHONE -> phone;
        };
    }

    public Screens with(Screen screen, @Nullable Place place) {
        return switch (screen) {
            case TABLET -> new Screens(place, phone);
            case PHONE -> new Screens(tablet, place);
        };
    }

    @JsonIgnore
    public boolean isEmpty() {
        return tablet == null && phone == null;
    }
}
