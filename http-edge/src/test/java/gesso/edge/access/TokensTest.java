package gesso.edge.access;

import static org.assertj.core.api.Assertions.assertThat;

import com.nimbusds.jose.JOSEException;
import com.nimbusds.jose.JOSEObjectType;
import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.JWSHeader;
import com.nimbusds.jose.JWSSigner;
import com.nimbusds.jose.crypto.MACSigner;
import com.nimbusds.jose.crypto.RSASSASigner;
import com.nimbusds.jose.jwk.JWKSet;
import com.nimbusds.jose.jwk.RSAKey;
import com.nimbusds.jose.jwk.gen.RSAKeyGenerator;
import com.nimbusds.jwt.JWTClaimsSet;
import com.nimbusds.jwt.PlainJWT;
import com.nimbusds.jwt.SignedJWT;
import gesso.edge.EdgeSettings;
import gesso.edge.TestEdge;
import gesso.edge.TestEdge.Person;
import gesso.edge.database.Database;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class TokensTest {
    private static TestEdge edge;
    private static Person ada;
    private static RSAKey key;

    @BeforeAll
    static void start() throws Exception {
        edge = TestEdge.start();
        ada = edge.guest("Ada");
        var jwk =
                edge.sql()
                        .withHandle(sql ->
                                sql.createQuery("SELECT jwk FROM signing_key")
                                        .mapTo(String.class)
                                        .one());
        key = RSAKey.parse(jwk);
    }

    @AfterAll
    static void stop() {
        edge.close();
    }

    private static JWTClaimsSet.Builder claims() {
        var now = Instant.now();
        return new JWTClaimsSet.Builder()
                .issuer("gesso")
                .audience("gesso-api")
                .subject(ada.id())
                .claim("name", "Ada")
                .claim("sid", "s")
                .issueTime(Date.from(now))
                .expirationTime(Date.from(now.plus(Duration.ofMinutes(5))))
                .jwtID("j");
    }

    private static JWSHeader.Builder header(JWSAlgorithm algorithm) {
        return new JWSHeader.Builder(algorithm)
                .type(new JOSEObjectType("at+jwt"))
                .keyID(key.getKeyID());
    }

    private static String signed(JWSHeader header, JWTClaimsSet claims, JWSSigner signer) {
        try {
            var token = new SignedJWT(header, claims);
            token.sign(signer);
            return token.serialize();
        } catch (JOSEException defect) {
            throw new AssertionError(defect);
        }
    }

    private static JWSSigner ours() {
        try {
            return new RSASSASigner(key);
        } catch (JOSEException defect) {
            throw new AssertionError(defect);
        }
    }

    private static String with(Consumer<JWTClaimsSet.Builder> change) {
        var claims = claims();
        change.accept(claims);
        return signed(header(JWSAlgorithm.RS256).build(), claims.build(), ours());
    }

    private static int use(String token) {
        return edge.get("/api/auth/me", "Authorization", "Bearer " + token).status();
    }

    @Test
    @DisplayName(
            "[X1] a token that is made as ours are made counts: the cases below differ in one thing each")
    void reference() {
        assertThat(use(with(_ -> {}))).isEqualTo(200);
        assertThat(use(ada.token())).isEqualTo(200);
    }

    static Stream<Arguments> forged() throws Exception {
        var stranger = new RSAKeyGenerator(2048).keyID(key.getKeyID()).generate();
        var secret = key.toRSAPublicKey().getEncoded();
        return Stream.of(
                forged("alg none", () -> new PlainJWT(claims().build()).serialize()),
                forged(
                        "HS256 with the public key as its secret",
                        () ->
                                signed(
                                        header(JWSAlgorithm.HS256).build(),
                                        claims().build(),
                                        mac(secret))),
                forged(
                        "RS512 with our key",
                        () -> signed(header(JWSAlgorithm.RS512).build(), claims().build(), ours())),
                forged(
                        "a stranger's key under our kid",
                        () ->
                                signed(
                                        header(JWSAlgorithm.RS256).build(),
                                        claims().build(),
                                        signer(stranger))),
                forged(
                        "a stranger's key in the header",
                        () ->
                                signed(
                                        header(JWSAlgorithm.RS256)
                                                .jwk(stranger.toPublicJWK())
                                                .build(),
                                        claims().build(),
                                        signer(stranger))),
                forged(
                        "an unknown kid",
                        () ->
                                signed(
                                        header(JWSAlgorithm.RS256)
                                                .keyID("../../etc/passwd")
                                                .build(),
                                        claims().build(),
                                        ours())),
                forged(
                        "no kid",
                        () ->
                                signed(
                                        header(JWSAlgorithm.RS256).keyID(null).build(),
                                        claims().build(),
                                        ours())),
                forged(
                        "another type",
                        () ->
                                signed(
                                        header(JWSAlgorithm.RS256).type(JOSEObjectType.JWT).build(),
                                        claims().build(),
                                        ours())),
                forged("wrong audience", () -> with(c -> c.audience("other"))),
                forged("two audiences", () -> with(c -> c.audience(List.of("gesso-api", "other")))),
                forged("no audience", () -> with(c -> c.audience((String) null))),
                forged("wrong issuer", () -> with(c -> c.issuer("other"))),
                forged("no issuer", () -> with(c -> c.issuer(null))),
                forged(
                        "expired",
                        () ->
                                with(c ->
                                        c.expirationTime(
                                                Date.from(Instant.now().minusSeconds(2))))),
                forged("no expiry", () -> with(c -> c.expirationTime(null))),
                forged("no subject", () -> with(c -> c.subject(null))),
                forged("a subject that is no id", () -> with(c -> c.subject("a' OR '1'='1"))),
                forged(
                        "not yet",
                        () ->
                                with(c ->
                                        c.notBeforeTime(
                                                Date.from(Instant.now().plusSeconds(600))))),
                forged("a subject that is a number", () -> with(c -> c.claim("sub", 7))),
                forged("one character changed", () -> flipped(ada.token())),
                forged(
                        "no signature",
                        () -> ada.token().substring(0, ada.token().lastIndexOf('.') + 1)),
                forged("other claims under the signature", TokensTest::swapped),
                forged("nonsense", () -> "nonsense"),
                forged("empty", () -> ""),
                forged("huge", () -> with(c -> c.claim("x", "x".repeat(8_000)))));
    }

    private static Arguments forged(String what, Supplier<String> token) {
        return Arguments.of(what, token);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("forged")
    @DisplayName("[X1] a token that is not ours, or not now, or not for us is 401")
    void refused(String what, Supplier<String> token) {
        var answer = edge.get("/api/auth/me", "Authorization", "Bearer " + token.get());
        assertThat(answer.status()).as(what).isEqualTo(401);
        assertThat(answer.code()).isEqualTo("unauthenticated");
    }

    private static JWSSigner mac(byte[] secret) {
        try {
            return new MACSigner(secret);
        } catch (JOSEException defect) {
            throw new AssertionError(defect);
        }
    }

    private static JWSSigner signer(RSAKey of) {
        try {
            return new RSASSASigner(of);
        } catch (JOSEException defect) {
            throw new AssertionError(defect);
        }
    }

    private static String flipped(String token) {
        int at = token.lastIndexOf('.') + 10;
        return token.substring(0, at)
                + (token.charAt(at) == 'A' ? 'B' : 'A')
                + token.substring(at + 1);
    }

    private static String swapped() {
        var parts = ada.token().split("\\.", -1);
        var claims =
                new String(
                        Base64.getUrlDecoder().decode(parts[1]),
                        java.nio.charset.StandardCharsets.UTF_8);
        var other = claims.replace(ada.id(), "somebody-else");
        return parts[0]
                + '.'
                + Base64.getUrlEncoder()
                        .withoutPadding()
                        .encodeToString(other.getBytes(java.nio.charset.StandardCharsets.UTF_8))
                + '.'
                + parts[2];
    }

    @Test
    @DisplayName("[X1] a token that was verified before counts no longer than it says")
    void remembered() throws Exception {
        var shortly = with(c -> c.expirationTime(Date.from(Instant.now().plusSeconds(3))));
        assertThat(use(shortly)).isEqualTo(200);
        long deadline = System.nanoTime() + Duration.ofSeconds(10).toNanos();
        int status = 200;
        while (status == 200 && System.nanoTime() < deadline) {
            Thread.sleep(200);
            status = use(shortly);
        }
        assertThat(status).isEqualTo(401);
    }

    @Test
    @DisplayName("[ED-10] a token in the address does not count")
    void inAddress() {
        assertThat(edge.get("/api/auth/me?access_token=" + ada.token()).status()).isEqualTo(401);
        assertThat(edge.get("/api/auth/me", "Cookie", "token=" + ada.token()).status())
                .isEqualTo(401);
        assertThat(edge.get("/api/auth/me", "Authorization", "Basic " + ada.token()).status())
                .isEqualTo(401);
    }

    @Test
    @DisplayName("[ED-11] the published keys verify our tokens and hold no private part")
    void published() throws Exception {
        var published = edge.get("/.well-known/jwks.json");
        var keys = JWKSet.parse(published.body()).getKeys();
        assertThat(keys).hasSize(1);
        assertThat(keys.getFirst().isPrivate()).isFalse();
        assertThat(published.json().at("/keys/0/d").isMissingNode()).isTrue();
        var token = SignedJWT.parse(ada.token());
        assertThat(token.getHeader().getKeyID()).isEqualTo(keys.getFirst().getKeyID());
        assertThat(
                        token.verify(
                                new com.nimbusds.jose.crypto.RSASSAVerifier(
                                        keys.getFirst().toRSAKey())))
                .isTrue();
        assertThat(token.getJWTClaimsSet().toJSONObject())
                .containsEntry("iss", "gesso")
                .containsKeys("sub", "exp", "iat", "jti");
        long life =
                token.getJWTClaimsSet().getExpirationTime().getTime()
                        - token.getJWTClaimsSet().getIssueTime().getTime();
        assertThat(Duration.ofMillis(life)).isEqualTo(Duration.ofMinutes(15));
    }

    @Test
    @DisplayName("[ED-12] a token of somebody who has been erased does not count")
    void erased() {
        var gone = edge.guest("Gone");
        edge.sql().useHandle(sql -> sql.execute("DELETE FROM account WHERE id = ?", gone.id()));
        assertThat(edge.get("/api/auth/me", TestEdge.by(gone)).status()).isEqualTo(401);
    }

    @Test
    @DisplayName("[ED-13] edges over one empty database that start at once agree on one key")
    void oneKey() {
        try (var other = TestEdge.start()) {
            other.sql().useHandle(sql -> sql.execute("DELETE FROM signing_key"));
            var settings = EdgeSettings.of(other.config()).database();
            var edges = Stream.generate(() -> Database.open(settings)).limit(4).toList();
            var found =
                    edges.stream()
                            .map(database ->
                                    new SigningKeys(database).current().toCompletableFuture())
                            .toList();
            assertThat(found.stream().map(one -> one.join().getKeyID()).distinct()).hasSize(1);
            edges.forEach(Database::close);
        }
    }
}
