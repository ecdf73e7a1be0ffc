package gesso.edge.access;

import com.typesafe.config.Config;
import java.time.Duration;

/** What access tokens say of where they come from and for whom they are, and how long they live. */
public record TokenSettings(
        String issuer,
        String audience,
        Duration lifetime,
        Duration refreshLifetime,
        Duration refreshLeeway) {

    public static TokenSettings of(Config tokens) {
        return new TokenSettings(
                tokens.getString("issuer"),
                tokens.getString("audience"),
                tokens.getDuration("lifetime"),
                tokens.getDuration("refresh-lifetime"),
                tokens.getDuration("refresh-leeway"));
    }
}
