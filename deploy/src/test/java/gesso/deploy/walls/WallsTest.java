package gesso.deploy.walls;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZonedDateTime;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class WallsTest {
    private static final JavaClasses OURS =
            new ClassFileImporter()
                    .withImportOption(new ImportOption.DoNotIncludeTests())
                    .importPackages("gesso");

    /** Where decisions are made: everything there but the actors around them. */
    private static final String[] RULES = {
        "gesso.cluster.canvas..",
        "gesso.cluster.widget..",
        "gesso.cluster.todo..",
        "gesso.cluster.chat..",
        "gesso.cluster.records..",
        "gesso.cluster.app.."
    };

    /** {@code ...Entity} and what is inside it. */
    private static final DescribedPredicate<JavaClass> OF_AN_ACTOR =
            DescribedPredicate.describe(
                    "of an actor", one -> one.getName().replaceAll("\\$.*", "").endsWith("Entity"));

    private static void holds(ArchRule rule) {
        rule.check(OURS);
    }

    @Test
    @DisplayName(
            "[DE-50] the edge, the cluster and the AI workers never see each other, and protocol sees none of them")
    void modules() {
        var modules = List.of("gesso.cluster..", "gesso.edge..", "gesso.ai..", "gesso.deploy..");
        for (var module : modules) {
            if (!module.equals("gesso.deploy..")) {
                var others =
                        modules.stream()
                                .filter(other -> !other.equals(module))
                                .toArray(String[]::new);
                holds(
                        noClasses()
                                .that()
                                .resideInAPackage(module)
                                .should()
                                .dependOnClassesThat()
                                .resideInAnyPackage(others));
            }
        }
        holds(
                noClasses()
                        .that()
                        .resideInAPackage("gesso.protocol..")
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage(modules.toArray(String[]::new)));
    }

    @Test
    @DisplayName("[DE-51] rules and states know no actor, no database, no HTTP")
    void pure() {
        holds(
                noClasses()
                        .that(resideInAnyPackage(RULES).and(not(OF_AN_ACTOR)))
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage(
                                "org.apache.pekko..",
                                "java.sql..",
                                "javax.sql..",
                                "java.net..",
                                "java.nio.file..")
                        .because("a decision is a function of state, command and origin"));
    }

    @Test
    @DisplayName("[DE-51] rules and states call no clock and no random")
    void timeless() {
        var calls = noClasses().that(resideInAnyPackage(RULES).and(not(OF_AN_ACTOR))).should();
        var rule =
                calls.callMethod(System.class, "currentTimeMillis")
                        .orShould()
                        .callMethod(System.class, "nanoTime")
                        .orShould()
                        .callMethod(Math.class, "random")
                        .orShould()
                        .callMethod(UUID.class, "randomUUID")
                        .orShould()
                        .callMethod(ThreadLocalRandom.class, "current")
                        .orShould()
                        .callConstructor(Random.class);
        for (var time :
                List.of(
                        Instant.class,
                        LocalDate.class,
                        LocalDateTime.class,
                        OffsetDateTime.class,
                        ZonedDateTime.class)) {
            rule = rule.orShould().callMethod(time, "now");
        }
        holds(
                rule.orShould()
                        .callMethod(Clock.class, "systemUTC")
                        .because(
                                "times come from Origin.at, ids from the operation; a replay must decide the same"));
    }

    @Test
    @DisplayName("[DE-51] an entity measures time with a monotonic clock alone, and has no dice")
    void monotonic() {
        holds(
                noClasses()
                        .that(resideInAnyPackage(RULES))
                        .should()
                        .callMethod(System.class, "currentTimeMillis")
                        .orShould()
                        .callMethod(Instant.class, "now")
                        .orShould()
                        .callMethod(UUID.class, "randomUUID")
                        .because("the wall clock is handed in, and can be of a test"));
    }

    @Test
    @DisplayName("[DE-57] on the server the feed alone knows Kafka, and it uses it")
    void kafka() {
        var kafka = new String[] {"org.apache.kafka..", "org.apache.pekko.kafka.."};
        holds(
                noClasses()
                        .that()
                        .resideOutsideOfPackage("gesso.cluster.feed..")
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage(kafka));
        assertThat(OURS.get("gesso.cluster.feed.TopicWriter").getDirectDependenciesFromSelf())
                .anyMatch(used ->
                        used.getTargetClass()
                                .getPackageName()
                                .startsWith("org.apache.pekko.kafka"));
    }

    @Test
    @DisplayName("[DE-52] the journal and the feed are the cluster's only users of the database")
    void database() {
        holds(
                noClasses()
                        .that()
                        .resideInAPackage("gesso.cluster..")
                        .and()
                        .resideOutsideOfPackages("gesso.cluster.journal..", "gesso.cluster.feed..")
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage(
                                "java.sql..",
                                "javax.sql..",
                                "org.jdbi..",
                                "org.postgresql..",
                                "slick.."));
        holds(
                noClasses()
                        .that()
                        .resideInAnyPackage("gesso.protocol..", "gesso.ai..")
                        .and()
                        .resideOutsideOfPackage("gesso.protocol.testing..")
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage(
                                "java.sql..", "javax.sql..", "org.jdbi..", "org.postgresql.."));
        holds(
                noClasses()
                        .that()
                        .resideInAPackage("gesso.deploy..")
                        .and()
                        .resideOutsideOfPackages(
                                "gesso.deploy.db..",
                                "gesso.deploy.cluster..",
                                "gesso.deploy.schema..")
                        .should()
                        .dependOnClassesThat()
                        .resideInAnyPackage("javax.sql..", "org.jdbi..", "org.postgresql.."));
    }

    @Test
    @DisplayName(
            "[DE-53] commands and events are data: no actor reference, no state, nothing mutable")
    void data() {
        holds(
                noClasses()
                        .that()
                        .resideInAPackage("gesso.protocol..")
                        .and(
                                JavaClass.Predicates.simpleNameEndingWith("Command")
                                        .or(JavaClass.Predicates.simpleNameEndingWith("Event")))
                        .should()
                        .dependOnClassesThat()
                        .resideInAPackage("org.apache.pekko.."));
        holds(
                classes()
                        .that()
                        .resideInAPackage("gesso.protocol..")
                        .and()
                        .areRecords()
                        .should()
                        .haveOnlyFinalFields());
    }

    @Test
    @DisplayName("[DE-54] packages of one module do not go round in circles")
    void circles() {
        for (var module : List.of("protocol", "cluster", "edge", "deploy")) {
            holds(slices().matching("gesso." + module + ".(*)..").should().beFreeOfCycles());
        }
    }

    @Test
    @DisplayName(
            "[DE-55] nothing prints, nothing exits but the launcher, no name that says nothing")
    void manners() {
        holds(
                noClasses()
                        .that()
                        .resideOutsideOfPackage("gesso.deploy..")
                        .should()
                        .callMethod(System.class, "exit", int.class)
                        .orShould()
                        .accessField(System.class, "out")
                        .orShould()
                        .accessField(System.class, "err"));
        holds(
                noClasses()
                        .should()
                        .haveSimpleNameEndingWith("Impl")
                        .orShould()
                        .haveSimpleNameEndingWith("Util")
                        .orShould()
                        .haveSimpleNameEndingWith("Utils")
                        .orShould()
                        .haveSimpleNameEndingWith("Helper"));
    }
}
