package gesso.ai.analysis;

import static org.assertj.core.api.Assertions.assertThat;

import gesso.ai.analysis.Analysis.Understood;
import gesso.protocol.ai.AppSpecification;
import gesso.protocol.ai.AppSpecification.Entity;
import gesso.protocol.ai.AppSpecification.Rule;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PairsTest {
    private static AppSpecification understood(String prompt) {
        return ((Understood) Analyser.analyse(prompt)).specification();
    }

    private static List<Rule> rules(AppSpecification app) {
        return Optional.of(app.entities().getFirst()).map(Entity::rules).orElse(List.of());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a table of projects with name, start date and end date | endDate >= startDate | End date must not be before start date",
                "holiday calendar with who, from and to | to >= from | To must not be before from",
                "room bookings table with room, guest, check-in and check-out | checkOut >= checkIn | Check-out must not be before check-in",
                "table of guests with name, arrival date and departure date | departureDate >= arrivalDate | Departure date must not be before arrival date",
                "table of trains with number, departure date, arrival date | arrivalDate >= departureDate | Arrival date must not be before departure date",
                "a table with product, minimum price and maximum price | maximumPrice >= minimumPrice | Maximum price must not be below minimum price",
                "meetings table with topic, start time and end time | endTime >= startTime | End time must not be before start time"
            })
    @DisplayName("[AI-34] what has a beginning and an end has a rule that keeps them in order")
    void pairs(String prompt, String cel, String message) {
        assertThat(rules(understood(prompt)))
                .extracting(Rule::cel, Rule::message)
                .containsExactly(org.assertj.core.groups.Tuple.tuple(cel, message));
    }

    @ParameterizedTest
    @CsvSource({
        "'a table of night shifts with name, start time and end time'",
        "'a table with first name and last name'",
        "'a table with start date, end time and amount'",
        "'habit tracker with name, streak and last done date'"
    })
    @DisplayName(
            "[AI-34] what is no pair has no rule; neither have times with a night between them")
    void others(String prompt) {
        assertThat(rules(understood(prompt))).isEmpty();
    }

    @Test
    @DisplayName("[AI-34] the rule comes, changes and goes with the fields")
    void refined() {
        var app = understood("a table of projects with name and start date");
        var more = ((Understood) Refiner.refine(app, "add an end date")).specification();
        assertThat(rules(more)).hasSize(1);
        var called =
                ((Understood) Refiner.refine(more, "rename start date to begins on"))
                        .specification();
        assertThat(rules(called)).isEmpty();
        var less = ((Understood) Refiner.refine(more, "remove the end date")).specification();
        assertThat(less).isEqualTo(app);
        var own = new Rule("name != ''", "Say its name", "name");
        var entity = more.entities().getFirst();
        var written =
                new AppSpecification(
                        more.title(),
                        more.summary(),
                        more.icon(),
                        List.of(
                                new Entity(
                                        entity.name(),
                                        entity.title(),
                                        entity.fields(),
                                        List.of(own))),
                        more.views(),
                        more.actions(),
                        null);
        assertThat(rules(((Understood) Refiner.refine(written, "add a link")).specification()))
                .contains(own)
                .hasSize(2);
        assertThat(rules(((Understood) Refiner.refine(written, "remove name")).specification()))
                .doesNotContain(own);
    }
}
