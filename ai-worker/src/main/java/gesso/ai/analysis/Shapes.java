package gesso.ai.analysis;

import gesso.protocol.ai.AppSpecification.Field;
import gesso.protocol.ai.AppSpecification.View;
import gesso.protocol.ai.FieldType;
import gesso.protocol.ai.Kind;
import gesso.protocol.ai.SpecificationRules;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Views of a draft: which field each kind needs, and what becomes of one that has lost it. */
final class Shapes {
    private final Draft draft;

    Shapes(Draft draft) {
        this.draft = draft;
    }

    static boolean isGroup(Field field) {
        return switch (field.type()) {
            case CHOICE, BOOLEAN, PERSON, RATING, TEXT -> true;
            case LONGTEXT, NUMBER, DATE, TIME, URL, EMAIL, DURATION -> false;
        };
    }

    private static boolean isDate(Field field) {
        return field.type() == FieldType.DATE;
    }

    private static boolean isTick(Field field) {
        return field.type() == FieldType.BOOLEAN;
    }

    private static boolean isFilledNumber(Field field) {
        return field.type().isNumeric() && field.formula() == null;
    }

    static String title(Kind kind) {
        return Words.label(kind.word(), SpecificationRules.LABEL_MAX);
    }

    /**
     * A view of this kind, with a field added where it needs one that is not there.
     *
     * @param by what people want it by; null when they have not said
     */
    Optional<View> wanted(Kind kind, @Nullable Field by) {
        var old =
                draft.views().stream()
                        .filter(one -> one.kind() == kind && one.entity().equals(draft.entity()))
                        .findFirst()
                        .orElseGet(() -> View.of(kind, title(kind), draft.entity()));
        var chosen = by == null ? old : by(old, by);
        return switch (kind) {
            case LIST, TABLE, FORM, NOTES, POLL, CHART -> shaped(chosen);
            case BOARD ->
                    shaped(chosen)
                            .or(() ->
                                    added(
                                            chosen,
                                            Field.of("status", "Status", FieldType.CHOICE)
                                                    .among(List.of("To do", "Doing", "Done"))));
            case CALENDAR ->
                    shaped(chosen)
                            .or(() -> added(chosen, Field.of("date", "Date", FieldType.DATE)));
            case COUNTER ->
                    shaped(chosen)
                            .or(() -> added(chosen, Field.of("count", "Count", FieldType.NUMBER)));
            case TIMER ->
                    shaped(chosen)
                            .or(() ->
                                    added(
                                            chosen,
                                            Field.of("length", "Minutes", FieldType.DURATION)
                                                    .from(0.0, 1_440.0)));
            case CHECKLIST ->
                    shaped(chosen)
                            .or(() -> added(chosen, Field.of("done", "Done", FieldType.BOOLEAN)));
            case CALCULATOR -> shaped(chosen);
        };
    }

    private Optional<View> added(View view, Field field) {
        return draft.add(field) instanceof Outcome.Done ? shaped(view) : Optional.empty();
    }

    private static View by(View view, Field by) {
        var group = isGroup(by) ? by.name() : view.group();
        var date = isDate(by) ? by.name() : view.date();
        var value = by.type().isNumeric() ? by.name() : view.value();
        var done = isTick(by) ? by.name() : view.done();
        boolean bars = view.kind() == Kind.CHART && isDate(by);
        return new View(
                view.kind(),
                view.title(),
                view.entity(),
                bars ? null : group,
                date,
                value,
                done,
                view.order());
    }

    /** The same, or a plain list where what it needs has gone. */
    View fitting(View view) {
        return shaped(view)
                .orElseGet(() ->
                        View.of(
                                Kind.LIST,
                                view.title().equals(title(view.kind()))
                                        ? title(Kind.LIST)
                                        : view.title(),
                                view.entity()));
    }

    /** With fields that are there and fit; nothing when there is none that it needs. */
    private Optional<View> shaped(View view) {
        var group = name(view.group(), Shapes::isGroup);
        var date = name(view.date(), Shapes::isDate);
        var value = name(view.value(), one -> one.type().isNumeric());
        var done = name(view.done(), Shapes::isTick);
        switch (view.kind()) {
            case BOARD ->
                    group =
                            group.or(() ->
                                    group(
                                            List.of(
                                                    FieldType.CHOICE,
                                                    FieldType.BOOLEAN,
                                                    FieldType.PERSON)));
            case CALENDAR -> date = date.or(() -> first(Shapes::isDate));
            case COUNTER -> value = value.or(() -> first(Shapes::isFilledNumber));
            case TIMER -> value = value.or(() -> first(one -> one.type() == FieldType.DURATION));
            case CHECKLIST -> done = done.or(() -> first(Shapes::isTick));
            case CALCULATOR -> value = value.or(() -> first(one -> one.formula() != null));
            case CHART -> {
                if (group.isEmpty()) {
                    date = date.or(() -> first(Shapes::isDate));
                }
                if (date.isEmpty()) {
                    group =
                            group.or(() ->
                                    group(
                                            List.of(
                                                    FieldType.CHOICE,
                                                    FieldType.PERSON,
                                                    FieldType.BOOLEAN,
                                                    FieldType.RATING,
                                                    FieldType.TEXT)));
                }
                value = value.or(() -> first(one -> one.type().isNumeric()));
            }
            case LIST, TABLE, FORM, POLL, NOTES -> {
                // Whatever there is.
            }
        }
        boolean holds =
                switch (view.kind()) {
                    case BOARD -> group.isPresent();
                    case CALENDAR -> date.isPresent();
                    case COUNTER, TIMER -> value.isPresent();
                    case CHECKLIST -> done.isPresent();
                    case CHART -> group.isPresent() || date.isPresent();
                    case CALCULATOR -> draft.any(one -> one.formula() != null).isPresent();
                    case LIST, TABLE, FORM, POLL, NOTES -> true;
                };
        var order = view.order();
        return holds
                ? Optional.of(
                        new View(
                                view.kind(),
                                view.title(),
                                view.entity(),
                                group.orElse(null),
                                date.orElse(null),
                                value.orElse(null),
                                done.orElse(null),
                                order != null && name(plain(order), _ -> true).isPresent()
                                        ? order
                                        : null))
                : Optional.empty();
    }

    private static String plain(String order) {
        return order.startsWith("-") ? order.substring(1) : order;
    }

    private Optional<String> group(List<FieldType> liked) {
        return liked.stream()
                .flatMap(type -> Stream.ofNullable(first(one -> one.type() == type).orElse(null)))
                .findFirst();
    }

    private Optional<String> first(Predicate<Field> fits) {
        return draft.any(fits).map(Field::name);
    }

    private Optional<String> name(@Nullable String name, Predicate<Field> fits) {
        return draft.any(one -> one.name().equals(name) && fits.test(one)).map(Field::name);
    }
}
