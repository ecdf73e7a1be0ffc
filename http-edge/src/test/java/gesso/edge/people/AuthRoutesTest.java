package gesso.edge.people;

import static org.assertj.core.api.Assertions.assertThat;

import gesso.edge.TestEdge;
import gesso.edge.TestEdge.Answer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AuthRoutesTest {
    private static TestEdge edge;

    @BeforeAll
    static void start() {
        edge = TestEdge.start();
    }

    @AfterAll
    static void stop() {
        edge.close();
    }

    private static String account(String email) {
        return """
        {"email": "%s", "password": "correct horse", "name": "Ada"}\
        """
                .formatted(email);
    }

    private static String login(String email, String password) {
        return """
        {"email": "%s", "password": "%s"}\
        """
                .formatted(email, password);
    }

    private static String refresh(String token) {
        return """
        {"refreshToken": "%s"}\
        """
                .formatted(token);
    }

    @Test
    @DisplayName("[ED-20] a guest comes in with a name alone and is known by the token")
    void guest() {
        var answer = edge.post("/api/auth/guest", "{\"name\": \"  Ada  \"}");
        assertThat(answer.status()).isEqualTo(200);
        var welcome = answer.json();
        assertThat(welcome.path("user").path("name").asText()).isEqualTo("Ada");
        assertThat(welcome.path("expiresAt").asText()).matches("\\d{4}-.*Z");
        assertThat(answer.header("Cache-Control")).isEqualTo("no-store");
        var person = TestEdge.person(answer);
        var me = edge.get("/api/auth/me", TestEdge.by(person)).json();
        assertThat(me.path("id").asText()).isEqualTo(person.id());
        assertThat(me.path("guest").asBoolean()).isTrue();
        assertThat(me.has("email")).isFalse();
    }

    @Test
    @DisplayName("[ED-21] a registered person signs in with any case of the address")
    void registerAndLogin() {
        var made = TestEdge.person(edge.post("/api/auth/register", account("Ada@Example.org")));
        var again =
                TestEdge.person(
                        edge.post("/api/auth/login", login("ADA@example.ORG", "correct horse")));
        assertThat(again.id()).isEqualTo(made.id());
        assertThat(again.name()).isEqualTo("Ada");
        var me = edge.get("/api/auth/me", TestEdge.by(again)).json();
        assertThat(me.path("email").asText()).isEqualTo("ada@example.org");
    }

    @Test
    @DisplayName("[ED-22] of many registrations of one address at once exactly one wins")
    void oneWins() throws Exception {
        var tasks = new ArrayList<Callable<Answer>>();
        for (int i = 0; i < 6; i++) {
            tasks.add(() -> edge.post("/api/auth/register", account("race@example.org")));
        }
        try (var threads = Executors.newFixedThreadPool(tasks.size())) {
            var statuses = new ArrayList<Integer>();
            for (var answer : threads.invokeAll(tasks)) {
                statuses.add(answer.get().status());
            }
            assertThat(statuses).containsOnly(200, 409);
            assertThat(statuses.stream().filter(status -> status == 200)).hasSize(1);
        }
        var late = edge.post("/api/auth/register", account("RACE@example.org"));
        assertThat(late.code()).isEqualTo("conflict");
    }

    @Test
    @DisplayName("[ED-23] a guest who registers stays the same person")
    void promote() {
        var guest = edge.guest("Grace");
        var made =
                TestEdge.person(
                        edge.post(
                                "/api/auth/register",
                                account("grace@example.org"),
                                TestEdge.by(guest)));
        assertThat(made.id()).isEqualTo(guest.id());
        var other = edge.guest("Other");
        var taken =
                edge.post("/api/auth/register", account("grace@example.org"), TestEdge.by(other));
        assertThat(taken.status()).isEqualTo(409);
    }

    @ParameterizedTest
    @CsvSource({"nobody@example.org, correct horse", "known@example.org, wrong horse"})
    @DisplayName("[ED-24] an unknown address and a wrong password are told alike")
    void wrong(String email, String password) {
        edge.post("/api/auth/register", account("known@example.org"));
        var answer = edge.post("/api/auth/login", login(email, password));
        assertThat(answer.status()).isEqualTo(401);
        assertThat(answer.json().path("detail").asText())
                .isEqualTo("The e-mail address or the password is wrong.");
    }

    @Test
    @DisplayName("[ED-24] an unknown address takes as long as a wrong password")
    void timing() {
        edge.post("/api/auth/register", account("slow@example.org"));
        long known = fastest("slow@example.org");
        long unknown = fastest("nobody-at-all@example.org");
        // An answer without a hash comes in a twentieth of the time of one with it.
        assertThat((double) unknown / known).isBetween(0.4, 2.5);
    }

    private static long fastest(String email) {
        long best = Long.MAX_VALUE;
        for (int i = 0; i < 5; i++) {
            long started = System.nanoTime();
            edge.post("/api/auth/login", login(email, "wrong horse"));
            best = Math.min(best, System.nanoTime() - started);
        }
        return best;
    }

    @Test
    @DisplayName("[ED-25] a refresh token gives the next one, once; used twice it ends the sign-in")
    void rotation() {
        var guest = edge.guest("Ada");
        var second = TestEdge.person(edge.post("/api/auth/refresh", refresh(guest.refreshToken())));
        assertThat(second.id()).isEqualTo(guest.id());
        assertThat(second.refreshToken()).isNotEqualTo(guest.refreshToken());
        var third = TestEdge.person(edge.post("/api/auth/refresh", refresh(second.refreshToken())));
        var reused = edge.post("/api/auth/refresh", refresh(guest.refreshToken()));
        assertThat(reused.status()).isEqualTo(401);
        assertThat(reused.code()).isEqualTo("unauthenticated");
        var family = edge.post("/api/auth/refresh", refresh(third.refreshToken()));
        assertThat(family.status()).isEqualTo(401);
    }

    @Test
    @DisplayName("[ED-25] a refresh whose answer was lost is asked again, and signs nobody out")
    void lostAnswer() {
        var guest = edge.guest("Ada");
        var lost = TestEdge.person(refreshedBy("once", guest));
        var again = TestEdge.person(refreshedBy("once", guest));
        assertThat(again.id()).isEqualTo(guest.id());
        var next = TestEdge.person(edge.post("/api/auth/refresh", refresh(again.refreshToken())));

        // Whoever has the lost one after all is not the one who asked again.
        assertThat(edge.post("/api/auth/refresh", refresh(lost.refreshToken())).status())
                .isEqualTo(401);
        assertThat(edge.post("/api/auth/refresh", refresh(next.refreshToken())).status())
                .isEqualTo(401);
    }

    private static Answer refreshedBy(String op, TestEdge.Person person) {
        return edge.post(
                "/api/auth/refresh", refresh(person.refreshToken()), "Idempotency-Key", op);
    }

    @Test
    @DisplayName("[ED-25] nobody but who asked has a lost answer")
    void othersAnswer() {
        var guest = edge.guest("Ada");
        var next = TestEdge.person(refreshedBy("once", guest));
        assertThat(refreshedBy("another", guest).status()).isEqualTo(401);
        assertThat(edge.post("/api/auth/refresh", refresh(next.refreshToken())).status())
                .isEqualTo(401);
    }

    @Test
    @DisplayName("[ED-25] a lost answer is asked for within the leeway only")
    void lostLongAgo() {
        var guest = edge.guest("Ada");
        assertThat(refreshedBy("once", guest).status()).isEqualTo(200);
        edge.sql()
                .useHandle(sql ->
                        sql.execute(
                                """
                                UPDATE refresh_token SET used_at = used_at - interval '11 minutes'
                                WHERE sign_in IN (SELECT id FROM sign_in WHERE account = ?)
                                """,
                                guest.id()));
        assertThat(refreshedBy("once", guest).status()).isEqualTo(401);
    }

    @Test
    @DisplayName("[ED-25] two uses of one refresh token at once give one next token that counts")
    void rotationRace() throws Exception {
        var guest = edge.guest("Ada");
        List<Callable<Answer>> both =
                List.of(() -> refreshedBy("once", guest), () -> refreshedBy("once", guest));
        try (var threads = Executors.newFixedThreadPool(2)) {
            for (var answer : threads.invokeAll(both)) {
                assertThat(answer.get().status()).isEqualTo(200);
            }
        }
        var good =
                edge.sql()
                        .withHandle(sql ->
                                sql.createQuery(
                                                """
                                                SELECT count(*) FROM refresh_token t
                                                JOIN sign_in s ON s.id = t.sign_in
                                                WHERE s.account = ? AND t.used_at IS NULL
                                                """)
                                        .bind(0, guest.id())
                                        .mapTo(Integer.class)
                                        .one());
        assertThat(good).isEqualTo(1);
    }

    @Test
    @DisplayName("[ED-26] after signing out the refresh token counts no more, others do")
    void logout() {
        var here = TestEdge.person(edge.post("/api/auth/register", account("out@example.org")));
        var there =
                TestEdge.person(
                        edge.post("/api/auth/login", login("out@example.org", "correct horse")));
        var out = edge.post("/api/auth/logout", refresh(here.refreshToken()));
        assertThat(out.status()).isEqualTo(204);
        assertThat(edge.post("/api/auth/refresh", refresh(here.refreshToken())).status())
                .isEqualTo(401);
        assertThat(edge.post("/api/auth/refresh", refresh(there.refreshToken())).status())
                .isEqualTo(200);
    }

    @Test
    @DisplayName("[ED-26] signing out with the access token alone ends its sign-in")
    void logoutByToken() {
        var guest = edge.guest("Ada");
        var out =
                edge.send(
                        edge.request("/api/auth/logout")
                                .headers(TestEdge.by(guest))
                                .POST(java.net.http.HttpRequest.BodyPublishers.noBody()));
        assertThat(out.status()).isEqualTo(204);
        assertThat(edge.post("/api/auth/refresh", refresh(guest.refreshToken())).status())
                .isEqualTo(401);
    }

    @Test
    @DisplayName("[ED-27] neither a password nor a token is kept as it is")
    void hashes() {
        var made = TestEdge.person(edge.post("/api/auth/register", account("hash@example.org")));
        var password =
                edge.sql()
                        .withHandle(sql ->
                                sql.createQuery("SELECT password FROM account WHERE id = ?")
                                        .bind(0, made.id())
                                        .mapTo(String.class)
                                        .one());
        assertThat(password).startsWith("$argon2id$v=19$m=19456,t=2,p=1$");
        var kept =
                edge.sql()
                        .withHandle(sql ->
                                sql.createQuery(
                                                "SELECT count(*) FROM refresh_token WHERE"
                                                        + " encode(hash, 'escape') = ?")
                                        .bind(0, made.refreshToken())
                                        .mapTo(Integer.class)
                                        .one());
        assertThat(kept).isZero();
    }

    @Test
    @DisplayName("[S5] [ED-28] preferences follow the person, a patch leaves the others")
    void preferences() {
        var guest = edge.guest("Ada");
        var by = TestEdge.by(guest);
        edge.send("PATCH", "/api/auth/preferences", "{\"theme\": \"dark\"}", by);
        var both = edge.send("PATCH", "/api/auth/preferences", "{\"reducedMotion\": \"on\"}", by);
        assertThat(both.body())
                .isEqualToIgnoringWhitespace("{\"theme\":\"dark\",\"reducedMotion\":\"on\"}");
        assertThat(edge.get("/api/auth/preferences", by).json()).isEqualTo(both.json());
        var bad = edge.send("PATCH", "/api/auth/preferences", "{\"theme\": \"pink\"}", by);
        assertThat(bad.status()).isEqualTo(400);
        assertThat(bad.json().at("/errors/0/field").asText()).isEqualTo("theme");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}|name",
                "{\"name\": \"\"}|name",
                "{\"name\": 7}|name",
                "{\"name\": \"a\\u0000b\"}|name",
                "{\"name\": \"\\ud800\"}|name",
                "{\"name\": \"a\\nb\"}|name",
                "{\"name\": \"Ada\", \"admin\": true}|admin"
            })
    @DisplayName("[B2] a bad field is named")
    void badGuest(String body, String field) {
        var answer = edge.post("/api/auth/guest", body);
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.code()).isEqualTo("invalid");
        assertThat(answer.json().at("/errors/0/field").asText()).isEqualTo(field);
    }

    @Test
    @DisplayName("[B2] all faults of a registration are named at once")
    void badRegistration() {
        var answer =
                edge.post(
                        "/api/auth/register",
                        "{\"email\": \"nobody\", \"password\": \"short\", \"name\": \"\"}");
        assertThat(answer.status()).isEqualTo(400);
        assertThat(answer.json().path("errors").findValuesAsText("field"))
                .containsExactly("email", "password", "name");
        assertThat(answer.body()).doesNotContain("short");
    }

    @Test
    @DisplayName("[ED-29] guests can be switched off")
    void noGuests() {
        try (var closed = TestEdge.start("gesso.edge.guests = off")) {
            var answer = closed.post("/api/auth/guest", "{\"name\": \"Ada\"}");
            assertThat(answer.status()).isEqualTo(403);
        }
    }
}
