package gesso.deploy.bench;

import com.fasterxml.jackson.databind.JsonNode;
import gesso.deploy.whole.GessoProcess;
import gesso.deploy.whole.Person;
import gesso.protocol.Json;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** How long apps take from a prompt to a placed widget, one after another and many at once. */
final class MadeApps {
    private static final List<String> PROMPTS =
            List.of(
                    "a habit tracker with name, streak and last done date, as a board by frequency",
                    "a table of plants with name and watering interval in days",
                    "a list of books with title and author",
                    "a calendar of birthdays with name and date",
                    "a feedback form with name and comment",
                    "a counter of coffees",
                    "a timer for tea",
                    "a poll about lunch",
                    "a bar chart of expenses by category with amount",
                    "a tip calculator",
                    "a checklist for a trip with item",
                    "notes for our meetings with title and body");
    private static final long LOOK_NANOS = TimeUnit.MILLISECONDS.toNanos(20);

    /** Many jobs are looked at: more often, the looks themselves would be what is measured. */
    private static final long LOOK_AT_MANY_NANOS = TimeUnit.MILLISECONDS.toNanos(250);

    private static final int MINUTES_MAX = 3;

    private final GessoProcess gesso;

    MadeApps(GessoProcess gesso) {
        this.gesso = gesso;
    }

    /** Nanoseconds of each, so many of every kind. */
    long[] oneAfterAnother(int times) {
        var took = new ArrayList<Long>();
        for (var round = 0; round < times; round++) {
            var person = Person.guest(gesso, "Maker " + round);
            var canvas = person.canvas("Made");
            for (var prompt : PROMPTS) {
                var began = System.nanoTime();
                placed(person, asked(person, prompt, canvas));
                took.add(System.nanoTime() - began);
            }
        }
        return took.stream().mapToLong(Long::longValue).toArray();
    }

    /**
     * Each of so many people asks for so many apps, the first one for all of his before the next
     * one comes.
     *
     * @return of each person the nanoseconds until his first and his last app was placed, from the
     *     first request of all on
     */
    Map<String, long[]> atOnce(int people, int each) {
        record Asked(Person person, String job) {}
        var waiting = new ArrayList<Asked>();
        var began = System.nanoTime();
        for (var p = 0; p < people; p++) {
            var person = Person.guest(gesso, "Maker " + p);
            var canvas = person.canvas("Made at once");
            for (var n = 0; n < each; n++) {
                var prompt = PROMPTS.get((p * each + n) % PROMPTS.size());
                waiting.add(new Asked(person, asked(person, prompt, canvas)));
            }
        }
        Map<String, long[]> times = new HashMap<>();
        var deadline = began + TimeUnit.MINUTES.toNanos(MINUTES_MAX);
        while (!waiting.isEmpty() && System.nanoTime() < deadline) {
            waiting.removeIf(asked -> {
                if (!isPlaced(asked.person(), asked.job())) {
                    return false;
                }
                var now = System.nanoTime() - began;
                times.computeIfAbsent(asked.person().name, _ -> new long[] {now, now})[1] = now;
                return true;
            });
            LockSupport.parkNanos(LOOK_AT_MANY_NANOS);
        }
        if (!waiting.isEmpty()) {
            throw new IllegalStateException(waiting.size() + " apps were never placed");
        }
        return times;
    }

    /** The most against the least, of what the people waited for their first app. */
    static double unfairness(Map<String, long[]> times) {
        var firsts = times.values().stream().mapToLong(one -> one[0]).sorted().toArray();
        return (double) firsts[firsts.length - 1] / firsts[0];
    }

    static long last(Map<String, long[]> times) {
        return Arrays.stream(times.values().stream().mapToLong(one -> one[1]).toArray())
                .max()
                .orElse(0);
    }

    private static String asked(Person person, String prompt, String canvas) {
        var body = Json.object().put("prompt", prompt).put("canvasId", canvas);
        var answer = person.post("/api/ai/generate", Json.text(body));
        if (answer.status() != 202) {
            throw new IllegalStateException(prompt + ": " + answer);
        }
        return answer.text("/job");
    }

    private static void placed(Person person, String job) {
        var deadline = System.nanoTime() + TimeUnit.MINUTES.toNanos(1);
        while (!isPlaced(person, job)) {
            if (System.nanoTime() > deadline) {
                throw new IllegalStateException(job + " was never placed");
            }
            LockSupport.parkNanos(LOOK_NANOS);
        }
    }

    private static boolean isPlaced(Person person, String job) {
        JsonNode view = person.get("/api/ai/jobs/" + job).ok().body();
        return switch (view.path("status").asText()) {
            case "published" -> true;
            case "failed", "cancelled" ->
                    throw new IllegalStateException(view.path("prompt") + ": " + view);
            default -> false;
        };
    }
}
