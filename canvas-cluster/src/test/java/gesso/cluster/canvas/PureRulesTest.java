package gesso.cluster.canvas;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import gesso.cluster.live.Rules;
import gesso.cluster.widget.MicroAppBackend;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

class PureRulesTest {
    private static final JavaClasses CLASSES =
            new ClassFileImporter()
                    .withImportOption(new ImportOption.DoNotIncludeTests())
                    .importPackages("gesso.cluster");

    /** Rules, backends and the pure steps that they are made of. */
    private static final DescribedPredicate<JavaClass> PURE =
            JavaClass.Predicates.assignableTo(Rules.class)
                    .or(JavaClass.Predicates.assignableTo(MicroAppBackend.class))
                    .or(JavaClass.Predicates.simpleNameEndingWith("Rules"))
                    .or(JavaClass.Predicates.simpleNameEndingWith("Fold"))
                    .or(JavaClass.Predicates.simpleNameEndingWith("Undo"))
                    .or(JavaClass.Predicates.simpleNameEndingWith("Placing"))
                    .or(JavaClass.Predicates.simpleNameEndingWith("Views"))
                    .or(JavaClass.Predicates.simpleName("Arrangement"))
                    .or(JavaClass.Predicates.simpleName("UndoStack"))
                    .or(JavaClass.Predicates.simpleName("Draft"))
                    .or(JavaClass.Predicates.simpleName("Canvas"))
                    .or(JavaClass.Predicates.simpleName("Widget"))
                    .or(JavaClass.Predicates.simpleName("TodoState"));

    @Test
    @DisplayName("[CL-C25] rules know no actor, no database and no thread")
    void noActors() {
        noClasses()
                .that(PURE)
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "org.apache.pekko..", "java.sql..", "javax.sql..", "java.util.concurrent..")
                .because("the same journal must give the same decisions on every node")
                .check(CLASSES);
    }

    @Test
    @DisplayName("[CL-C25] rules ask no clock and throw no dice")
    void noClock() {
        noClasses()
                .that(PURE)
                .should()
                .callMethod(Instant.class, "now")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .orShould()
                .callMethod(System.class, "nanoTime")
                .orShould()
                .callMethod(UUID.class, "randomUUID")
                .orShould()
                .callMethod(gesso.protocol.Ids.class, "fresh")
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(Clock.class)
                .orShould()
                .dependOnClassesThat()
                .areAssignableTo(RandomGenerator.class)
                .because("times come from origin.at and ids from client and operation")
                .check(CLASSES);
    }
}
