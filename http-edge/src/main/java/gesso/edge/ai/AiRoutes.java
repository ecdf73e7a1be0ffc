package gesso.edge.ai;

import static org.apache.pekko.http.javadsl.server.Directives.onSuccess;
import static org.apache.pekko.http.javadsl.server.Directives.path;
import static org.apache.pekko.http.javadsl.server.Directives.post;

import gesso.edge.Foundation;
import gesso.edge.http.Bodies;
import gesso.edge.http.Problem;
import gesso.edge.http.Replies;
import gesso.protocol.Fields;
import gesso.protocol.Json;
import gesso.protocol.ai.PoolMessage.Analysed;
import org.apache.pekko.http.javadsl.model.StatusCodes;
import org.apache.pekko.http.javadsl.server.PathMatchers;
import org.apache.pekko.http.javadsl.server.Route;

/**
 * {@code POST /api/ai/analyze}: what a prompt asks for, as a specification to look at and change.
 */
public final class AiRoutes {
    private static final int PROMPT_MAX = 20_000;
    private static final int NO_WORKER_MILLIS = 5_000;

    private final Foundation edge;
    private final Pool pool;

    public AiRoutes(Foundation edge) {
        this.edge = edge;
        this.pool = new Pool(edge.system());
    }

    public Route routes() {
        return path(
                PathMatchers.segment("api").slash("ai").slash("analyze"),
                () ->
                        post(() ->
                                edge.access()
                                        .signedIn(_ ->
                                                edge.bodies()
                                                        .json(body -> {
                                                            var fields = Fields.of(body);
                                                            var prompt =
                                                                    fields.text(
                                                                            "prompt",
                                                                            0,
                                                                            PROMPT_MAX);
                                                            return Bodies.decoded(
                                                                    fields.done(prompt),
                                                                    this::analysed);
                                                        }))));
    }

    private Route analysed(String prompt) {
        return onSuccess(
                pool.analyse(prompt),
                answer ->
                        answer.map(AiRoutes::shown)
                                .orElseGet(() -> Replies.retry(NO_WORKER_MILLIS).route()));
    }

    private static Route shown(Analysed analysed) {
        return switch (analysed) {
            case Analysed.Understood(var specification) ->
                    Replies.json(StatusCodes.OK, Json.tree(specification));
            case Analysed.Declined(var reason) -> Problem.invalid("prompt", reason).route();
        };
    }
}
