package gesso.deploy.transfer;

import com.fasterxml.jackson.databind.JsonNode;
import gesso.deploy.CannotStart;
import gesso.protocol.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * A Gesso from outside, by one person's right. A reading that breaks off goes on where it was; what
 * asks to come again is asked again. Confined to one thread.
 */
public final class Server implements AutoCloseable {
    private static final String STORED = "application/vnd.gesso.journal+x-ndjson";

    /** Tries in a row that bring nothing. */
    private static final int TRIES_MAX = 8;

    private static final Duration WAIT_FIRST = Duration.ofMillis(250);
    private static final Duration WAIT_MAX = Duration.ofSeconds(10);
    private static final Duration ANSWER_MAX = Duration.ofSeconds(30);

    /** A reading that is silent for so long has been cut. */
    private static final Duration SILENCE_MAX = Duration.ofSeconds(60);

    private static final int PROBLEM_BYTES_MAX = 1 << 16;

    private final HttpClient http =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(Duration.ofSeconds(5))
                    .build();
    private final URI edge;
    private final @Nullable SignIn signIn;
    private final Pace pace;
    private String token;

    /** Who may sign in again when a token has run out. */
    public record SignIn(String email, String password) {}

    /** Takes events one after the other. */
    interface Sink {
        void add(StoredEvent event) throws IOException;
    }

    /**
     * @param token empty where there is a sign-in
     * @param rate events a second at most, 0 for as many as come
     */
    public Server(URI edge, String token, @Nullable SignIn signIn, int rate) {
        this.edge = edge;
        this.token = token;
        this.signIn = signIn;
        this.pace = new Pace(rate);
    }

    /** What the server does not do now, but may do soon. */
    private static final class Later extends IOException {
        private static final long serialVersionUID = 1L;
        private final Duration after;

        Later(String why, Duration after) {
            super(why);
            this.after = after;
        }
    }

    /** Where a reading goes on. */
    private static final class Place {
        private String after = "";
        private long read;
    }

    /** All events of a canvas in the order of history. */
    void events(String canvas, @Nullable String from, @Nullable String to, Sink sink)
            throws IOException, InterruptedException {
        if (token.isEmpty()) {
            renew();
        }
        var place = new Place();
        long before = 0;
        for (int tries = 0; ; tries++) {
            try {
                read(canvas, from, to, place, sink);
                return;
            } catch (Later | BrokenOff broken) {
                tries = place.read > before ? 0 : tries;
                before = place.read;
                if (tries >= TRIES_MAX) {
                    throw new CannotStart(edge + " gives no whole answer: " + broken.getMessage());
                }
                Thread.sleep(
                        broken instanceof Later later
                                ? later.after
                                : WAIT_FIRST.multipliedBy(1L << Math.min(tries, 5)));
            }
        }
    }

    /** The connection, not the disk. */
    private static final class BrokenOff extends IOException {
        private static final long serialVersionUID = 1L;

        BrokenOff(IOException cause) {
            super(String.valueOf(cause.getMessage()), cause);
        }
    }

    private void read(
            String canvas, @Nullable String from, @Nullable String to, Place place, Sink sink)
            throws IOException, InterruptedException {
        var query =
                new StringBuilder("/api/canvas/")
                        .append(URLEncoder.encode(canvas, StandardCharsets.UTF_8))
                        .append("/history?limit=0");
        parameter(query, "from", from);
        parameter(query, "to", to);
        parameter(query, "after", place.after.isEmpty() ? null : place.after);
        var request =
                HttpRequest.newBuilder(edge.resolve(query.toString()))
                        .header("Accept", STORED)
                        .header("Authorization", "Bearer " + token)
                        .timeout(ANSWER_MAX)
                        .build();
        HttpResponse<InputStream> answer;
        try {
            answer = http.send(request, BodyHandlers.ofInputStream());
        } catch (IOException unreachable) {
            throw new BrokenOff(unreachable);
        }
        try (var body = answer.body()) {
            if (answer.statusCode() != 200) {
                refused(answer);
            }
            lines(canvas, body, place, sink);
        }
    }

    private void lines(String canvas, InputStream body, Place place, Sink sink) throws IOException {
        var heard = new AtomicLong(System.nanoTime());
        var watch = watch(body, heard);
        try {
            var lines =
                    new BufferedReader(
                            new InputStreamReader(body, StandardCharsets.UTF_8), 1 << 18);
            for (var line = next(lines); line != null; line = next(lines)) {
                heard.setPlain(System.nanoTime());
                var event = StoredEvent.told(canvas, line);
                sink.add(event);
                place.after =
                        "%d~%s~%d".formatted(event.at(), event.of(), event.entry().revision());
                place.read++;
                pace.step();
            }
        } catch (StoredEvent.Unreadable unknown) {
            throw new CannotStart(
                    "An event of "
                            + edge
                            + " "
                            + unknown.getMessage()
                            + ". Is it newer than this?");
        } finally {
            watch.interrupt();
        }
    }

    private static @Nullable String next(BufferedReader lines) throws IOException {
        try {
            return lines.readLine();
        } catch (IOException cut) {
            throw new BrokenOff(cut);
        }
    }

    private static Thread watch(InputStream body, AtomicLong heard) {
        return Thread.ofVirtual()
                .start(() -> {
                    try {
                        while (System.nanoTime() - heard.getPlain() < SILENCE_MAX.toNanos()) {
                            Thread.sleep(Duration.ofSeconds(1));
                        }
                        body.close();
                    } catch (IOException | InterruptedException over) {
                        Thread.currentThread().interrupt();
                    }
                });
    }

    private void refused(HttpResponse<InputStream> answer)
            throws IOException, InterruptedException {
        int status = answer.statusCode();
        if (status == 429 || status == 503) {
            long seconds =
                    answer.headers()
                            .firstValue("Retry-After")
                            .filter(text -> text.matches("\\d{1,4}"))
                            .map(Long::parseLong)
                            .orElse(1L);
            var after = Duration.ofSeconds(seconds);
            throw new Later(
                    "it has no room now (" + status + ")",
                    after.compareTo(WAIT_MAX) > 0 ? WAIT_MAX : after);
        }
        if (status == 401 && signIn != null) {
            renew();
            throw new Later("the sign-in is refused", Duration.ZERO);
        }
        var said = said(answer);
        throw new CannotStart(
                switch (status) {
                    case 401 ->
                            "The token is not good, or no longer. Give a new one, or --email to sign in.";
                    case 404 -> "There is no such canvas at " + edge + ", or you may not see it.";
                    default -> "%s says %d: %s".formatted(edge, status, said);
                });
    }

    /** What is wrong, by field where the server says so. */
    private static String said(HttpResponse<InputStream> answer) throws IOException {
        var text = answer.body().readNBytes(PROBLEM_BYTES_MAX);
        var problem = Json.parse(text).orElse(Json.object());
        var faults = new StringBuilder();
        for (JsonNode fault : problem.path("errors")) {
            faults.append(faults.isEmpty() ? "" : "; ")
                    .append(fault.path("field").asText())
                    .append(' ')
                    .append(fault.path("message").asText());
        }
        if (!faults.isEmpty()) {
            return faults.toString();
        }
        return problem.path("detail").asText(problem.path("title").asText("no reason"));
    }

    private void renew() throws IOException, InterruptedException {
        if (signIn == null) {
            throw new CannotStart("Who asks? Give --token, or --email to sign in.");
        }
        var body = Json.object().put("email", signIn.email()).put("password", signIn.password());
        var request =
                HttpRequest.newBuilder(edge.resolve("/api/auth/login"))
                        .header("Content-Type", "application/json")
                        .timeout(ANSWER_MAX)
                        .POST(HttpRequest.BodyPublishers.ofByteArray(Json.bytes(body)))
                        .build();
        HttpResponse<byte[]> answer;
        try {
            answer = http.send(request, BodyHandlers.ofByteArray());
        } catch (IOException unreachable) {
            throw new CannotStart(
                    edge + " cannot be reached: " + unreachable.getMessage(), unreachable);
        }
        if (answer.statusCode() != 200) {
            throw new CannotStart(
                    "%s does not let %s in (%d)."
                            .formatted(edge, signIn.email(), answer.statusCode()));
        }
        token = Json.parse(answer.body()).orElse(Json.object()).path("token").asText();
    }

    private static void parameter(StringBuilder query, String name, @Nullable String value) {
        if (value != null) {
            query.append('&')
                    .append(name)
                    .append('=')
                    .append(URLEncoder.encode(value, StandardCharsets.UTF_8));
        }
    }

    @Override
    public void close() {
        http.close();
    }
}
