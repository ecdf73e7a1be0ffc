package gesso.edge.people;

import static org.apache.pekko.http.javadsl.server.Directives.concat;
import static org.apache.pekko.http.javadsl.server.Directives.extractRequest;
import static org.apache.pekko.http.javadsl.server.Directives.get;
import static org.apache.pekko.http.javadsl.server.Directives.onSuccess;
import static org.apache.pekko.http.javadsl.server.Directives.optionalHeaderValueByName;
import static org.apache.pekko.http.javadsl.server.Directives.patch;
import static org.apache.pekko.http.javadsl.server.Directives.path;
import static org.apache.pekko.http.javadsl.server.Directives.pathPrefix;
import static org.apache.pekko.http.javadsl.server.Directives.post;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import gesso.edge.Foundation;
import gesso.edge.access.Access;
import gesso.edge.access.Caller;
import gesso.edge.access.Tokens;
import gesso.edge.http.Addresses;
import gesso.edge.http.Bodies;
import gesso.edge.http.Idempotency;
import gesso.edge.http.Problem;
import gesso.edge.http.RateLimits;
import gesso.edge.http.Replies;
import gesso.protocol.Ids;
import gesso.protocol.Refusal;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.apache.pekko.http.javadsl.model.StatusCodes;
import org.apache.pekko.http.javadsl.server.Route;
import org.jspecify.annotations.Nullable;

/** {@code /api/auth}: how people come in, stay, leave, and what they prefer. */
public final class AuthRoutes {
    private record Welcome(String token, String expiresAt, String refreshToken, Person user) {}

    private record Person(String id, String name) {}

    @JsonInclude(JsonInclude.Include.NON_NULL)
    private record Me(
            String id, String name, @Nullable String email, boolean guest, JsonNode preferences) {}

    private final Access access;
    private final Bodies bodies;
    private final Tokens tokens;
    private final RateLimits rates;
    private final Addresses addresses;
    private final boolean guests;
    private final Accounts accounts;
    private final Passwords passwords;
    private final SignIns signIns;

    public AuthRoutes(Foundation edge, Passwords passwords) {
        this.access = edge.access();
        this.bodies = edge.bodies();
        this.tokens = edge.tokens();
        this.rates = edge.rates();
        this.addresses = edge.addresses();
        this.guests = edge.settings().guests();
        this.accounts = edge.accounts();
        this.passwords = passwords;
        var tokens = edge.settings().tokens();
        this.signIns =
                new SignIns(edge.database(), tokens.refreshLifetime(), tokens.refreshLeeway());
    }

    public Route routes() {
        return pathPrefix(
                "api",
                () ->
                        pathPrefix(
                                "auth",
                                () ->
                                        concat(
                                                path("guest", () -> post(this::guest)),
                                                path("register", () -> post(this::register)),
                                                path("login", () -> post(this::login)),
                                                path("refresh", () -> post(this::refresh)),
                                                path("logout", () -> post(this::logout)),
                                                path("me", this::me),
                                                path("preferences", this::preferences))));
    }

    private Route guest() {
        if (!guests) {
            return Problem.of(Refusal.FORBIDDEN, "Guests are switched off here; register instead.")
                    .route();
        }
        return bodies.read(
                Entries::guest,
                guest ->
                        onSuccess(
                                accounts.guest(guest.name()),
                                made -> welcome(made.id(), made.name())));
    }

    /** With a guest's token the guest becomes the registered person and keeps the id. */
    private Route register() {
        return access.maybeSignedIn(caller ->
                bodies.read(
                        Entries::registration,
                        wanted ->
                                onSuccess(
                                        register(caller, wanted),
                                        made ->
                                                made.map(one -> welcome(one.id(), one.name()))
                                                        .orElseGet(AuthRoutes::addressTaken))));
    }

    private CompletionStage<Optional<Account>> register(
            Optional<Caller> caller, Entries.Registration wanted) {
        return passwords
                .hash(wanted.password())
                .thenCompose(hash ->
                        caller.map(Caller::user)
                                .map(user ->
                                        accounts.promote(user, wanted.email(), hash, wanted.name()))
                                .orElseGet(() ->
                                        accounts.register(wanted.email(), hash, wanted.name())));
    }

    private static Route addressTaken() {
        return Problem.of(Refusal.CONFLICT, "There is an account with this e-mail address.")
                .route();
    }

    private Route login() {
        return bodies.read(
                Entries::login,
                given ->
                        extractRequest(request -> {
                            var who = addresses.of(request) + ' ' + given.email();
                            return rates.look(RateLimits.Kind.WRONG_PASSWORD, who)
                                    .map(Problem::route)
                                    .orElseGet(() -> login(given, who));
                        }));
    }

    private Route login(Entries.Login given, String who) {
        return onSuccess(
                checked(given),
                known ->
                        known.map(one -> welcome(one.id(), one.name()))
                                .orElseGet(() -> {
                                    rates.take(RateLimits.Kind.WRONG_PASSWORD, who, 1);
                                    return Problem.of(
                                                    Refusal.UNAUTHENTICATED,
                                                    "The e-mail address or the password is"
                                                            + " wrong.")
                                            .route();
                                }));
    }

    private CompletionStage<Optional<Accounts.Credentials>> checked(Entries.Login given) {
        return accounts.credentials(given.email())
                .thenCompose(known ->
                        passwords
                                .matches(given.password(), known.map(Accounts.Credentials::hash))
                                .thenApply(right -> right ? known : Optional.empty()));
    }

    private Route refresh() {
        return optionalHeaderValueByName(
                Idempotency.HEADER,
                key ->
                        bodies.read(
                                Entries::refreshToken,
                                token ->
                                        onSuccess(
                                                signIns.refresh(
                                                        token, key.filter(Ids::isOperation)),
                                                session ->
                                                        session.map(one -> welcome(one))
                                                                .orElseGet(
                                                                        AuthRoutes::signInAgain))));
    }

    private static Route signInAgain() {
        return Problem.of(
                        Refusal.UNAUTHENTICATED,
                        "This refresh token does not count; sign in again.")
                .route();
    }

    /** Ends the sign-in of the refresh token in the body, or else that of the access token. */
    private Route logout() {
        return access.anyToken(caller ->
                bodies.optionalJson(body ->
                        Bodies.decoded(
                                Entries.optionalRefreshToken(body),
                                token -> logout(caller, token))));
    }

    private Route logout(Optional<Caller> caller, Optional<String> token) {
        return caller.isEmpty() && token.isEmpty()
                ? Access.unauthenticated().route()
                : onSuccess(
                        () -> signIns.end(token, caller.map(Caller::signIn)),
                        _ -> Replies.noContent());
    }

    private Route me() {
        return concat(
                get(() -> mine(AuthRoutes::shown)), patch(() -> access.signedIn(this::amendMe)));
    }

    private Route amendMe(Caller caller) {
        return bodies.read(
                Entries::me,
                wanted -> amend(caller, wanted.name(), wanted.preferences(), AuthRoutes::shown));
    }

    private static Route shown(Account account) {
        var me =
                new Me(
                        account.id(),
                        account.name(),
                        account.email(),
                        account.email() == null,
                        account.preferences());
        return Replies.json(StatusCodes.OK, me);
    }

    private Route preferences() {
        return concat(
                get(() -> mine(AuthRoutes::preferred)), patch(() -> access.signedIn(this::prefer)));
    }

    private Route prefer(Caller caller) {
        return bodies.read(
                Entries::preferences, wanted -> amend(caller, null, wanted, AuthRoutes::preferred));
    }

    private static Route preferred(Account account) {
        return Replies.json(StatusCodes.OK, account.preferences());
    }

    private Route amend(
            Caller caller,
            @Nullable String name,
            @Nullable JsonNode preferences,
            Function<Account, Route> next) {
        return onSuccess(
                accounts.amend(caller.user(), name, preferences),
                account -> account.map(next).orElseGet(() -> Access.unauthenticated().route()));
    }

    /** The caller's own account; a token of somebody who has been erased does not count. */
    private Route mine(Function<Account, Route> next) {
        return access.signedIn(caller ->
                onSuccess(
                        accounts.find(caller.user()),
                        account ->
                                account.map(next)
                                        .orElseGet(() -> Access.unauthenticated().route())));
    }

    private Route welcome(String account, String name) {
        return onSuccess(signIns.start(account, name), this::welcome);
    }

    private Route welcome(SignIns.Session session) {
        return onSuccess(
                tokens.issue(session.account(), session.name(), session.signIn()),
                issued ->
                        Replies.json(
                                StatusCodes.OK,
                                new Welcome(
                                        issued.token(),
                                        issued.expires().toString(),
                                        session.refreshToken(),
                                        new Person(session.account(), session.name()))));
    }
}
