package gesso.load;

import gesso.load.client.Moves;
import java.util.Locale;

/** What a canvas does with widgets that overlap. */
enum Collision {
    FREE,
    PUSH;

    Moves moves() {
        return switch (this) {
            case FREE -> Moves.APART;
            case PUSH -> Moves.CROWDED;
        };
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
