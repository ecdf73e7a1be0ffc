package gesso.protocol.ai;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What an app is to be, before there is any code: what it keeps, how it shows that, and what can be
 * done with it. Everything that is generated follows from it. Names are identifiers; titles and
 * labels are for people. See {@link SpecificationRules} for what must hold.
 *
 * @param summary one sentence about what it is for
 * @param icon one of {@link gesso.protocol.Icons}
 * @param views the first is shown first
 * @param question what would make it better to know; null when nothing is open
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record AppSpecification(
        String title,
        String summary,
        String icon,
        List<Entity> entities,
        List<View> views,
        List<Action> actions,
        @Nullable String question) {

    /**
     * A kind of records.
     *
     * @param title of one of them
     * @param rules what must hold of each beyond its fields' own limits; null for nothing
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Entity(
            String name, String title, List<Field> fields, @Nullable List<Rule> rules) {

        /** One that holds whatever its fields allow. */
        public Entity(String name, String title, List<Field> fields) {
            this(name, title, fields, null);
        }

        public Optional<Field> field(@Nullable String named) {
            return fields.stream().filter(one -> one.name().equals(named)).findFirst();
        }
    }

    /**
     * What must hold between the fields of a record.
     *
     * @param cel a condition in the Common Expression Language over the fields' names
     * @param message what people read where it does not hold
     * @param field the one to mend; null for the whole record
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Rule(String cel, String message, @Nullable String field) {}

    /**
     * What a record holds under one name.
     *
     * @param min of a number; of a text its length
     * @param max of a number; of a rating how many stars
     * @param options of a choice
     * @param unit behind a number, as {@code kg}
     * @param formula what it is computed from: other fields' names, numbers, + - * / and
     *     parentheses; null for what people fill in
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Field(
            String name,
            String label,
            FieldType type,
            boolean required,
            @Nullable Double min,
            @Nullable Double max,
            @Nullable List<String> options,
            @Nullable String unit,
            @Nullable String formula) {

        public static Field of(String name, String label, FieldType type) {
            return new Field(name, label, type, false, null, null, null, null, null);
        }

        public Field mandatory() {
            return new Field(name, label, type, true, min, max, options, unit, formula);
        }

        public Field from(@Nullable Double least, @Nullable Double most) {
            return new Field(name, label, type, required, least, most, options, unit, formula);
        }

        public Field among(List<String> choices) {
            return new Field(
                    name, label, FieldType.CHOICE, required, null, null, choices, null, null);
        }

        public Field in(@Nullable String measure) {
            return new Field(name, label, type, required, min, max, options, measure, formula);
        }

        public Field computed(String how) {
            return new Field(name, label, type, false, min, max, options, unit, how);
        }
    }

    /**
     * One way of showing an entity.
     *
     * @param group the field of a board's columns, or of a chart's bars
     * @param date the field of a calendar's days, or of a chart over time
     * @param value the field that is counted, summed or drawn
     * @param done the field that is ticked
     * @param order the field to sort by; with {@code -} before it downwards
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record View(
            Kind kind,
            String title,
            String entity,
            @Nullable String group,
            @Nullable String date,
            @Nullable String value,
            @Nullable String done,
            @Nullable String order) {

        public static View of(Kind kind, String title, String entity) {
            return new View(kind, title, entity, null, null, null, null, null);
        }
    }

    /** What people can do with records beside looking at them. */
    public enum Doing {
        ADD,
        EDIT,
        REMOVE,
        /** Turns {@link Action#field} over. */
        TOGGLE,
        /** Puts a record into another group. */
        MOVE,
        /** Adds to and takes from {@link Action#field}. */
        STEP,
        VOTE;

        @JsonValue
        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        @JsonCreator
        public static Doing of(String word) {
            return valueOf(word.toUpperCase(Locale.ROOT));
        }
    }

    /**
     * @param field what it changes; null for the whole record
     */
    @JsonInclude(JsonInclude.Include.NON_NULL)
    public record Action(Doing kind, String entity, @Nullable String field) {}

    public Entity entity(String named) {
        return entities.stream()
                .filter(one -> one.name().equals(named))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no entity " + named));
    }
}
