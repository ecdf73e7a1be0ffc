package gesso.ai;

import gesso.ai.analysis.Analyser;
import gesso.ai.analysis.Analysis;
import gesso.ai.code.AppCode;
import gesso.ai.provider.EmbeddedProvider;
import gesso.ai.provider.OpenAiProvider;
import gesso.ai.provider.OpenAiSettings;
import gesso.ai.provider.Provider;
import gesso.ai.sandbox.Answer;
import gesso.ai.sandbox.Sandbox;
import gesso.ai.sandbox.SandboxLimits;
import gesso.ai.sandbox.Scripts;
import gesso.ai.work.Desk;
import gesso.ai.work.Proof;
import gesso.ai.work.ProviderCraft;
import gesso.ai.work.Puller;
import gesso.ai.work.Watch;
import gesso.protocol.FieldError;
import gesso.protocol.ai.AppSpecification;
import gesso.protocol.ai.PoolMessage;
import gesso.protocol.ai.PoolMessage.Analysed;
import gesso.protocol.ai.PoolMessage.Previewed;
import gesso.protocol.ai.SpecificationRules;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.apache.pekko.Done;
import org.apache.pekko.actor.CoordinatedShutdown;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.ActorSystem;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.DispatcherSelector;
import org.apache.pekko.actor.typed.MailboxSelector;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.apache.pekko.actor.typed.receptionist.Receptionist;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One member of the pool. It makes itself known to the cluster, so that operators see it and edges
 * find it, and takes one piece of work after the other.
 */
public final class Worker {
    private static final Logger LOG = LoggerFactory.getLogger(Worker.class);

    /**
     * Threads of their own for reading words and writing code: either takes a processor for as long
     * as half a second, and where all sockets and entities have one thread a core, or blocking
     * statements their virtual ones, everybody's edits would wait for it.
     */
    private static final DispatcherSelector THINKING =
            DispatcherSelector.fromConfig("gesso.ai.thinking");

    /**
     * Questions that wait; who asked gives up after a few seconds, so more would be answered to
     * nobody.
     */
    private static final int WAITING_MAX = 50;

    private Worker() {}

    /**
     * Starts the worker of this node; it ends with the system. In a build without the page nothing
     * can be tried out, so no tasks are taken there.
     *
     * @param scratch folder for what the sandbox unpacks
     */
    public static ActorRef<PoolMessage> start(ActorSystem<?> system, Path scratch) {
        Scripts.find(Worker.class.getClassLoader())
                .ifPresentOrElse(
                        scripts -> takeTasks(system, scripts, scratch),
                        () -> system.log().warn("No apps are made here: the page is not built."));
        return system.systemActorOf(
                behavior(), "ai-worker", THINKING.withNext(MailboxSelector.bounded(WAITING_MAX)));
    }

    private static void takeTasks(ActorSystem<?> system, Scripts scripts, Path scratch) {
        var sandbox = new Sandbox(scripts, scratch, SandboxLimits.USUAL);
        CoordinatedShutdown.get(system)
                .addTask(
                        CoordinatedShutdown.PhaseBeforeActorSystemTerminate(),
                        "ai-sandbox",
                        () -> {
                            sandbox.close();
                            return CompletableFuture.completedStage(Done.getInstance());
                        });
        sandbox.warm()
                .thenAccept(answer -> {
                    if (answer instanceof Answer.Unavailable(var reason)) {
                        system.log().error("There is no sandbox: {}", reason);
                    }
                });
        var desk = new Desk(system);
        var templates = new EmbeddedProvider(system.dispatchers().lookup(THINKING));
        Puller.start(
                system,
                desk,
                new ProviderCraft(
                        provider(system, templates),
                        templates,
                        system.settings().config().getString("gesso.ai.code").equals("model"),
                        new Proof(sandbox),
                        new Watch(system, desk)));
    }

    /** A model where one is set, else what needs no key. */
    private static Provider provider(ActorSystem<?> system, EmbeddedProvider templates) {
        var settings = OpenAiSettings.of(system.settings().config().getConfig("gesso.ai.openai"));
        if (settings.isEmpty()) {
            return templates;
        }
        var model = new OpenAiProvider(system, settings.get());
        model.check()
                .thenAccept(trouble ->
                        trouble.ifPresentOrElse(
                                one -> system.log().error("The model: {}", one.sentence()),
                                () -> system.log().info("Apps are specified by {}.", model)));
        return model;
    }

    static Behavior<PoolMessage> behavior() {
        return Behaviors.setup(context -> {
            context.getSystem()
                    .receptionist()
                    .tell(Receptionist.register(PoolMessage.KEY, context.getSelf()));
            var here = new PoolMessage.Here(context.getSystem().address().toString());
            return Behaviors.receiveMessage(message -> {
                switch (message) {
                    case PoolMessage.AreYouThere(var replyTo) -> replyTo.tell(here);
                    case PoolMessage.Analyse(var prompt, var replyTo) ->
                            replyTo.tell(analysed(prompt));
                    case PoolMessage.Preview(var specification, var replyTo) ->
                            replyTo.tell(previewed(specification));
                }
                return Behaviors.same();
            });
        });
    }

    private static Previewed previewed(AppSpecification specification) {
        try {
            return seen(specification);
        } catch (RuntimeException fault) {
            LOG.error("A preview could not be made.", fault);
            return new Previewed.Refused(
                    List.of(new FieldError("specification", "no code can be made of this")));
        }
    }

    private static Previewed seen(AppSpecification specification) {
        var errors = SpecificationRules.check(specification);
        return errors.isEmpty()
                ? new Previewed.Code(AppCode.of(specification))
                : new Previewed.Refused(errors);
    }

    private static Analysed analysed(String prompt) {
        try {
            return understood(prompt);
        } catch (RuntimeException | StackOverflowError fault) {
            LOG.error("The grammar stumbled.", fault);
            return new Analysed.Declined(
                    "These words could not be read, which is a fault of ours. Say it in other words.");
        }
    }

    private static Analysed understood(String prompt) {
        return switch (Analyser.analyse(prompt)) {
            case Analysis.Understood(var specification) -> new Analysed.Understood(specification);
            case Analysis.Declined(_, var reason) -> new Analysed.Declined(reason);
        };
    }
}
