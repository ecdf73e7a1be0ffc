package gesso.ai.work;

import com.fasterxml.jackson.databind.JsonNode;
import gesso.ai.sandbox.Answer;
import gesso.ai.sandbox.Sandbox;
import gesso.ai.work.Craft.Tested;
import gesso.protocol.Json;
import gesso.protocol.Texts;
import gesso.protocol.ai.AppSpecification;
import gesso.protocol.ai.CodeReport;
import gesso.protocol.ai.CodeReport.Finding;
import gesso.protocol.ai.Picture;
import gesso.protocol.ai.TestReport;
import gesso.protocol.ai.TestReport.Call;
import gesso.protocol.ai.TestReport.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletionStage;

/**
 * Has code checked and tried out in the sandbox. What the code does there is a report; only a
 * sandbox that is not there fails a stage, for nothing can be said then.
 */
public final class Proof {
    private static final int TEXT_MAX = 300;
    private static final String RULES = "1";

    private final Sandbox sandbox;

    public Proof(Sandbox sandbox) {
        this.sandbox = sandbox;
    }

    CompletionStage<CodeReport> check(String code, AppSpecification specification) {
        return sandbox.check(code, Json.tree(specification))
                .thenApply(answer ->
                        switch (answer) {
                            case Answer.Report(var report, _, _) -> codeReport(report);
                            case Answer.Threw(var message) ->
                                    unreadable("It could not be read: " + shortened(message));
                            case Answer.Stopped(var bound) ->
                                    unreadable("It could not be read: too much " + of(bound));
                            case Answer.Died _ ->
                                    unreadable("It ended the process that was to read it");
                            case Answer.Unavailable(var reason) ->
                                    throw new IllegalStateException("no sandbox: " + reason);
                        });
    }

    CompletionStage<Tested> test(String code, AppSpecification specification) {
        return sandbox.test(code, Json.tree(specification))
                .thenApply(answer ->
                        switch (answer) {
                            case Answer.Report(var report, var unhandled, var millis) ->
                                    new Tested(
                                            testReport(report, unhandled, millis),
                                            pictures(report));
                            case Answer.Threw(var message) -> failed(shortened(message));
                            case Answer.Stopped(var bound) ->
                                    failed("It was stopped: too much " + of(bound));
                            case Answer.Died _ -> failed("It ended the process that ran it");
                            case Answer.Unavailable(var reason) ->
                                    throw new IllegalStateException("no sandbox: " + reason);
                        });
    }

    private static String of(Answer.Bound bound) {
        return switch (bound) {
            case TIME -> "time";
            case MEMORY -> "memory";
            case SIZE -> "to say";
        };
    }

    private static CodeReport unreadable(String message) {
        return new CodeReport(RULES, List.of(new Finding("unreadable", 0, message)));
    }

    private static CodeReport codeReport(JsonNode report) {
        var findings = new ArrayList<Finding>();
        for (var one : report.path("findings")) {
            if (findings.size() < CodeReport.FINDINGS_MAX) {
                findings.add(
                        new Finding(
                                shortened(one.path("rule").asText("unnamed")),
                                one.path("line").asInt(0),
                                shortened(one.path("message").asText(""))));
            }
        }
        return new CodeReport(shortened(report.path("rules").asText(RULES)), findings);
    }

    private static Tested failed(String why) {
        var step = new Step("run", false, 0, why);
        return new Tested(new TestReport(false, List.of(step), List.of(), List.of(), 0), List.of());
    }

    /** One that is too large is left out: the others tell enough. */
    private static List<Picture> pictures(JsonNode report) {
        var pictures = new ArrayList<Picture>();
        for (var one : report.path("pictures")) {
            var view = Json.text(one.path("view"));
            if (pictures.size() < Picture.PICTURES_MAX && view.length() <= Picture.VIEW_MAX) {
                pictures.add(new Picture(shortened(one.path("of").asText("")), view));
            }
        }
        return List.copyOf(pictures);
    }

    private static List<Call> calls(JsonNode report) {
        var calls = new ArrayList<Call>();
        for (var one : report.path("calls")) {
            if (calls.size() < TestReport.CALLS_MAX) {
                calls.add(
                        new Call(
                                shortened(one.path("name").asText("")),
                                one.path("count").asInt(0)));
            }
        }
        return List.copyOf(calls);
    }

    private static TestReport testReport(JsonNode report, int unhandled, long millis) {
        var steps = new ArrayList<Step>();
        for (var one : report.path("steps")) {
            if (steps.size() < TestReport.STEPS_MAX) {
                steps.add(
                        new Step(
                                shortened(one.path("name").asText("")),
                                one.path("passed").asBoolean(false),
                                one.path("millis").asLong(0),
                                shortened(one.path("detail").asText(""))));
            }
        }
        if (unhandled > 0) {
            steps.add(
                    new Step(
                            "rejections",
                            false,
                            0,
                            unhandled + " promises were refused, and nobody took note"));
        }
        var console = new ArrayList<String>();
        for (var one : report.path("console")) {
            if (console.size() < TestReport.CONSOLE_MAX) {
                console.add(shortened(one.asText("")));
            }
        }
        boolean passed =
                report.path("passed").asBoolean(false)
                        && !steps.isEmpty()
                        && steps.stream().allMatch(Step::passed);
        return new TestReport(
                passed, List.copyOf(steps), List.copyOf(console), calls(report), millis);
    }

    private static String shortened(String text) {
        return Texts.cut(text, TEXT_MAX);
    }
}
