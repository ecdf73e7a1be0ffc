package gesso.edge.analysis;

import gesso.edge.Foundation;
import gesso.edge.analysis.Analysts.Login;
import gesso.edge.database.DatabaseSettings;
import gesso.protocol.FieldError;
import gesso.protocol.Refusal;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutorService;
import org.apache.pekko.NotUsed;
import org.apache.pekko.stream.javadsl.Source;
import org.apache.pekko.stream.javadsl.StreamConverters;
import org.apache.pekko.util.ByteString;
import org.jdbi.v3.core.JdbiException;
import org.postgresql.Driver;

/** Asks the database, as the person who asks. Thread-safe. */
final class Asking {
    /** A reader of a file that takes nothing for so long has left. */
    private static final Duration UNREAD = Duration.ofMinutes(1);

    private static final String CONNECT_SECONDS = "5";
    private static final String BUFFER_MAX = "32M";
    private static final String NOT_ALLOWED = "42501";

    private final Analysts analysts;
    private final AnalysisLimits limits;
    private final Desk desk;
    private final DatabaseSettings own;
    private final ExecutorService threads;
    private final Timer answered;

    Asking(Foundation edge, AnalysisLimits limits, MeterRegistry meters) {
        this.analysts = new Analysts(edge.database(), limits);
        this.limits = limits;
        this.desk = new Desk(limits, meters);
        this.own = edge.settings().database();
        this.threads = edge.database().threads();
        this.answered = Timer.builder("gesso_questions").register(meters);
    }

    /** What a question became. */
    sealed interface Became {
        record Table(byte[] json) implements Became {}

        record Rows(Run run, Source<ByteString, NotUsed> bytes) implements Became {}

        record Refused(Refusal why, String detail, List<FieldError> errors) implements Became {}

        /** As many as may run at once do. */
        record Busy() implements Became {}
    }

    CompletionStage<Became> ask(String user, Asked asked, Answer how) {
        if (!desk.enter(user)) {
            return CompletableFuture.completedFuture(new Became.Busy());
        }
        var began = Timer.start();
        return analysts.login(user)
                .thenApplyAsync(
                        login ->
                                login.map(known -> answer(known, asked, how))
                                        .orElseGet(Asking::nobody),
                        threads)
                .exceptionally(Asking::withoutRoles)
                .whenComplete((became, _) -> {
                    began.stop(answered);
                    // Rows that nobody has taken yet hold their place, until their time is over.
                    if (became instanceof Became.Rows(var run, _)) {
                        run.onEnd(() -> desk.leave(user));
                    } else {
                        desk.leave(user);
                    }
                });
    }

    private Became answer(Login login, Asked asked, Answer how) {
        var time = how == Answer.TABLE ? limits.statement() : limits.exportTime();
        try {
            var run = Run.start(connect(login), asked, time);
            if (how != Answer.TABLE) {
                return new Became.Rows(run, rows(run, how));
            }
            try (run) {
                return new Became.Table(run.table(limits));
            }
        } catch (Run.Refused refused) {
            return new Became.Refused(
                    refused.why(), String.valueOf(refused.getMessage()), refused.errors());
        }
    }

    /** Written by a thread of its own at the reader's pace; whoever leaves ends the question. */
    private Source<ByteString, NotUsed> rows(Run run, Answer how) {
        // What is closed early looks like what has come to its end: how it ended is said apart.
        var end = new CompletableFuture<ByteString>();
        return StreamConverters.asOutputStream(UNREAD)
                .mapMaterializedValue(out -> {
                    threads.execute(() -> {
                        try {
                            try (run;
                                    out) {
                                run.save(how, limits.exportRows(), out);
                            }
                            end.complete(ByteString.emptyByteString());
                        } catch (SQLException | IOException | RuntimeException broken) {
                            end.completeExceptionally(broken);
                        }
                    });
                    return NotUsed.getInstance();
                })
                .concat(Source.completionStage(end).filter(ByteString::nonEmpty))
                .watchTermination((nothing, ended) -> {
                    ended.whenComplete((_, _) -> threads.execute(run::cancel));
                    return nothing;
                });
    }

    private Connection connect(Login login) throws Run.Refused {
        var given = new Properties();
        given.setProperty("user", login.role());
        given.setProperty("password", login.password());
        given.setProperty("ApplicationName", "gesso question");
        given.setProperty("connectTimeout", CONNECT_SECONDS);
        given.setProperty("readOnly", "true");
        given.setProperty("tcpKeepAlive", "true");
        // The driver takes hundreds of rows at once: a few large ones would be all of the memory.
        given.setProperty("maxResultBuffer", BUFFER_MAX);
        var url = limits.url().isEmpty() ? own.url() : limits.url();
        try {
            var connection = new Driver().connect(url, given);
            if (connection == null) {
                throw new IllegalStateException("gesso.analysis.url is no address of PostgreSQL");
            }
            return connection;
        } catch (SQLException failed) {
            throw Run.refused(failed, false, limits.statement());
        }
    }

    private static Became nobody() {
        return new Became.Refused(
                Refusal.FORBIDDEN, "There is no such person any more.", List.of());
    }

    /** A database whose owner may make no roles is an operator's matter, and said to be one. */
    private static Became withoutRoles(Throwable failure) {
        var cause = failure instanceof CompletionException ? failure.getCause() : failure;
        if (cause instanceof JdbiException jdbi
                && jdbi.getCause() instanceof SQLException sql
                && NOT_ALLOWED.equals(sql.getSQLState())) {
            return new Became.Refused(
                    Refusal.UNAVAILABLE,
                    "Questions need a database user with CREATEROLE; the operator can grant it.",
                    List.of());
        }
        throw new CompletionException(cause);
    }
}
