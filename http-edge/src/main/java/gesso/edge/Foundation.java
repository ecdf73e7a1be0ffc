package gesso.edge;

import gesso.edge.access.Access;
import gesso.edge.access.Operators;
import gesso.edge.access.SigningKeys;
import gesso.edge.access.Tokens;
import gesso.edge.database.Database;
import gesso.edge.http.Addresses;
import gesso.edge.http.Bodies;
import gesso.edge.http.Origins;
import gesso.edge.http.RateLimits;
import gesso.edge.people.Accounts;
import gesso.edge.registry.Catalogue;
import java.time.InstantSource;
import org.apache.pekko.actor.typed.ActorSystem;

/** What every feature of the edge is built on; made once, all of it thread-safe. */
public record Foundation(
        ActorSystem<?> system,
        EdgeSettings settings,
        Database database,
        SigningKeys keys,
        Tokens tokens,
        Access access,
        Operators operators,
        RateLimits rates,
        Addresses addresses,
        Origins origins,
        Bodies bodies,
        Accounts accounts,
        Catalogue catalogue,
        Drain drain) {

    public static Foundation of(ActorSystem<?> system, EdgeSettings settings) {
        var database = Database.open(settings.database());
        var keys = new SigningKeys(database);
        var tokens =
                new Tokens(
                        settings.tokens(),
                        keys,
                        InstantSource.system(),
                        settings.limits().tokensRemembered());
        var addresses = new Addresses(settings.trustedProxies());
        var rates = new RateLimits(settings.limits(), addresses);
        var access = new Access(tokens, rates, addresses);
        return new Foundation(
                system,
                settings,
                database,
                keys,
                tokens,
                access,
                new Operators(
                        access, rates, addresses, settings.operators(), settings.operatorKey()),
                rates,
                addresses,
                new Origins(settings.origins(), settings.publicUrl()),
                new Bodies(system, settings.limits()),
                new Accounts(database),
                new Catalogue(database),
                new Drain());
    }

    public EdgeLimits limits() {
        return settings.limits();
    }
}
