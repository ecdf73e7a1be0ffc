package gesso.ai.analysis;

import gesso.protocol.ai.AppSpecification;
import gesso.protocol.ai.AppSpecification.Action;
import gesso.protocol.ai.AppSpecification.Doing;
import gesso.protocol.ai.AppSpecification.Entity;
import gesso.protocol.ai.AppSpecification.Field;
import gesso.protocol.ai.AppSpecification.View;
import gesso.protocol.ai.FieldType;
import gesso.protocol.ai.Kind;
import gesso.protocol.ai.SpecificationRules;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A whole specification of what a prompt has said, with what it has left open filled in. */
final class Assembly {
    private static final Pattern MEASURED =
            Pattern.compile(
                    "\\bhow (?:much |many |high |the |my |our |their |his |her )*([a-z-]+(?: [a-z-]+)?) (?:changes?|develops?|evolves?|goes|go|grows?|varies|vary|moves?|has|have|is|are)\\b"
                            + "|\\b(?:trend|chart|graph|plot|curve|development|history) (?:of|for|with|showing) (?:all |the |my |our |their |daily |weekly |monthly )*([a-z-]+(?: (?!over|by|per|for|and|in|with|each|every|from|as)[a-z-]+)?)");

    private final Kind kind;
    private final Subject subject;
    private final FieldFinder.Found found;
    private final String lower;
    private final List<String> answers;
    private final List<Field> fields;

    Assembly(
            Kind kind,
            Subject subject,
            FieldFinder.Found found,
            String lower,
            List<String> answers) {
        this.kind = kind;
        this.subject = subject;
        this.found = found;
        this.lower = lower;
        this.answers = answers;
        this.fields = new ArrayList<>(found.fields());
    }

    AppSpecification specification(@Nullable String question) {
        var view = view();
        apart();
        cut(view);
        var rules = Pairs.of(fields, lower);
        var entity =
                new Entity(
                        name(),
                        Words.label(subject.thing().orElse("item"), SpecificationRules.LABEL_MAX),
                        List.copyOf(fields),
                        rules.isEmpty() ? null : rules);
        return new AppSpecification(
                subject.title(),
                Summary.of(kind, fields),
                Domains.icon(lower).orElse(icon()),
                List.of(entity),
                views(view),
                actions(view),
                question);
    }

    /** Nothing that was added has the name of something else; the first one stays. */
    private void apart() {
        var names = new HashSet<String>();
        fields.removeIf(one -> !names.add(one.name().toLowerCase(Locale.ROOT)));
    }

    /** What there is no room for, from the end, without what the view needs. */
    private void cut(View view) {
        var needed =
                Stream.of(view.group(), view.date(), view.value(), view.done(), view.order())
                        .filter(Objects::nonNull)
                        .toList();
        for (int i = fields.size() - 1; fields.size() > SpecificationRules.FIELDS_MAX; i--) {
            if (!needed.contains(fields.get(i).name())) {
                fields.remove(i);
            }
        }
    }

    private String name() {
        return Words.name(subject.thing().orElse("item"), "item");
    }

    private View view() {
        if (fields.isEmpty() && kind != Kind.POLL && kind != Kind.CALCULATOR) {
            usual();
        }
        var plain = View.of(kind, title(kind), name());
        return switch (kind) {
            case LIST, TABLE, FORM -> {
                needText();
                yield ordered(plain);
            }
            case BOARD -> {
                needText();
                yield grouped(plain, group());
            }
            case CALENDAR -> {
                needText();
                yield dated(
                        plain,
                        need(
                                one -> one.type() == FieldType.DATE,
                                Field.of("date", "Date", FieldType.DATE)));
            }
            case COUNTER -> {
                needText();
                yield valued(
                        plain,
                        need(
                                one -> one.type() == FieldType.NUMBER,
                                Field.of("count", "Count", FieldType.NUMBER)));
            }
            case TIMER -> {
                needText();
                yield valued(
                        plain,
                        need(
                                one -> one.type() == FieldType.DURATION,
                                Field.of("length", "Minutes", FieldType.DURATION)
                                        .from(0.0, 1_440.0)));
            }
            case POLL -> poll(plain);
            case CHART -> chart();
            case CALCULATOR -> {
                var complete = Formulas.complete(lower, fields);
                fields.clear();
                fields.addAll(complete);
                yield valued(plain, complete.getLast());
            }
            case CHECKLIST -> {
                needText();
                yield new View(
                        kind,
                        title(kind),
                        name(),
                        null,
                        null,
                        null,
                        need(
                                        one -> one.type() == FieldType.BOOLEAN,
                                        Field.of("done", "Done", FieldType.BOOLEAN))
                                .name(),
                        null);
            }
            case NOTES -> {
                need(
                        one -> one.type() == FieldType.TEXT,
                        Field.of("title", "Title", FieldType.TEXT));
                need(
                        one -> one.type() == FieldType.LONGTEXT,
                        Field.of("text", "Text", FieldType.LONGTEXT));
                yield plain;
            }
        };
    }

    /** What people usually keep of such things. */
    private void usual() {
        switch (kind) {
            case COUNTER, TIMER, CHART, NOTES -> {
                // They bring what they need.
            }
            case CALENDAR -> {
                if (lower.matches(".*\\bwho(?:'s)?\\b.*")) {
                    fields.add(Field.of("who", "Who", FieldType.PERSON));
                }
            }
            case LIST, TABLE, BOARD, FORM, POLL, CALCULATOR, CHECKLIST -> {
                if (found.group().isPresent()) {
                    return; // Who says so much has thought about what is there.
                }
                Domains.fields(lower)
                        .map(Chunks::of)
                        .orElse(List.of())
                        .forEach(chunk -> FieldReader.read(chunk).ifPresent(fields::add));
            }
        }
    }

    /** Records must be told apart by something. */
    private void needText() {
        boolean told =
                fields.stream()
                        .anyMatch(one ->
                                switch (one.type()) {
                                    case TEXT, LONGTEXT, PERSON, EMAIL, URL -> true;
                                    case NUMBER, DATE, TIME, BOOLEAN, CHOICE, RATING, DURATION ->
                                            false;
                                });
        if (!told) {
            var thing = subject.thing().orElse("name");
            var label = thing.split(" ").length > 2 ? "name" : thing;
            var name = Words.name(label, "name");
            boolean taken = fields.stream().anyMatch(one -> one.name().equals(name));
            fields.addFirst(
                    Field.of(
                            taken ? "title" : name,
                            taken ? "Title" : Words.label(label, SpecificationRules.LABEL_MAX),
                            FieldType.TEXT));
        }
        for (int i = 0; i < fields.size(); i++) {
            if (fields.get(i).type() == FieldType.TEXT) {
                fields.set(i, fields.get(i).mandatory());
                return;
            }
        }
    }

    private Field need(Predicate<Field> fits, Field otherwise) {
        var there = fields.stream().filter(fits).findFirst();
        if (there.isPresent()) {
            return there.get();
        }
        boolean taken = fields.stream().anyMatch(one -> one.name().equals(otherwise.name()));
        var field =
                taken
                        ? new Field(
                                otherwise.name() + "Value",
                                otherwise.label(),
                                otherwise.type(),
                                false,
                                otherwise.min(),
                                otherwise.max(),
                                otherwise.options(),
                                otherwise.unit(),
                                null)
                        : otherwise;
        fields.add(field);
        return field;
    }

    /** The field that the prompt groups by; else what has options; else a status of our own. */
    private Field group() {
        var wanted = found.group().flatMap(this::like);
        if (wanted.isPresent() && isGroup(wanted.get())) {
            return wanted.get();
        }
        var own = wanted.isPresent() ? Optional.<Field>empty() : ownGroup();
        if (own.isPresent()) {
            return own.get();
        }
        return fields.stream()
                .filter(one -> one.name().equals("status") && one.type() == FieldType.CHOICE)
                .findFirst()
                .orElseGet(() ->
                        need(
                                one -> one.type() == FieldType.CHOICE,
                                Field.of("status", "Status", FieldType.CHOICE)
                                        .among(List.of("To do", "Doing", "Done"))));
    }

    /** What the prompt groups by and has not named as a field. */
    private Optional<Field> ownGroup() {
        var read =
                found.group()
                        .flatMap(FieldReader::read)
                        .map(one ->
                                isGroup(one) || kind == Kind.CHART
                                        ? one
                                        : Field.of(one.name(), one.label(), FieldType.TEXT));
        read.ifPresent(fields::add);
        return read;
    }

    private static boolean isGroup(Field field) {
        return switch (field.type()) {
            case CHOICE, BOOLEAN, PERSON, RATING, TEXT -> true;
            case LONGTEXT, NUMBER, DATE, TIME, URL, EMAIL, DURATION -> false;
        };
    }

    /** The field that these words most likely mean. */
    private Optional<Field> like(String words) {
        var wanted = Words.singular(words.toLowerCase(Locale.ROOT));
        return fields.stream()
                .filter(one -> one.label().toLowerCase(Locale.ROOT).equals(wanted))
                .findFirst()
                .or(() ->
                        fields.stream()
                                .filter(one -> {
                                    var label = one.label().toLowerCase(Locale.ROOT);
                                    return label.contains(wanted)
                                            || wanted.contains(label)
                                            || label.contains(wanted.split(" ")[0]);
                                })
                                .findFirst());
    }

    /** "Green or blue" are two of them. */
    private boolean isAnswers(String label) {
        return FieldReader.options(label).stream()
                .allMatch(one -> answers.stream().anyMatch(one::equalsIgnoreCase));
    }

    private View poll(View plain) {
        if (answers.size() >= 2) {
            fields.removeIf(one -> isAnswers(one.label()) || one.name().equals("answer"));
            fields.addFirst(
                    Field.of("answer", "Answer", FieldType.CHOICE).among(answers).mandatory());
            return grouped(plain, fields.getFirst());
        }
        fields.removeIf(one -> one.type().isNumeric() || one.type() == FieldType.PERSON);
        if (fields.isEmpty()) {
            fields.add(Field.of("answer", "Answer", FieldType.TEXT));
        }
        needText();
        return plain;
    }

    private View chart() {
        var wanted = found.group().flatMap(this::like).filter(Assembly::isGroup);
        boolean time =
                lower.matches(
                        ".*\\b(?:over|trend|changes?|develops?|each (?:day|week|month)|per (?:day|week|month)|daily|weekly|monthly|evolves?|progress|grows?|curve|line)\\b.*");
        if (wanted.isEmpty() && found.group().flatMap(this::like).isEmpty()) {
            wanted = ownGroup();
        }
        if (wanted.filter(Assembly::isGroup).isEmpty()) {
            wanted = Optional.empty(); // A day: it is among the dates.
        }
        var value = need(one -> one.type().isNumeric(), measured());
        var date = fields.stream().filter(one -> one.type() == FieldType.DATE).findFirst();
        if (wanted.isPresent()) {
            return new View(
                    kind,
                    title(kind),
                    name(),
                    wanted.get().name(),
                    date.map(Field::name).orElse(null),
                    value.name(),
                    null,
                    null);
        }
        if (!time && date.isEmpty()) {
            var group =
                    fields.stream()
                            .filter(Assembly::isGroup)
                            .filter(one -> one.type() != FieldType.RATING)
                            .findFirst();
            if (group.isPresent()) {
                return new View(
                        kind,
                        title(kind),
                        name(),
                        group.get().name(),
                        null,
                        value.name(),
                        null,
                        null);
            }
        }
        var day =
                need(one -> one.type() == FieldType.DATE, Field.of("date", "Date", FieldType.DATE));
        return new View(
                kind, title(kind), name(), null, day.name(), value.name(), null, day.name());
    }

    /** What a chart without a number draws: the subject itself. */
    private Field measured() {
        var said = MEASURED.matcher(lower);
        var thing =
                said.find()
                        ? said.group(1) == null ? said.group(2) : said.group(1)
                        : subject.thing().filter(one -> one.split(" ").length <= 2).orElse("value");
        return Field.of(
                Words.name(thing, "amount"),
                Words.label(thing, SpecificationRules.LABEL_MAX),
                FieldType.NUMBER);
    }

    private View ordered(View plain) {
        var by = found.order().flatMap(this::like);
        return new View(
                kind,
                plain.title(),
                plain.entity(),
                null,
                null,
                null,
                null,
                by.map(Field::name).orElse(null));
    }

    private View grouped(View plain, Field field) {
        return new View(kind, plain.title(), plain.entity(), field.name(), null, null, null, null);
    }

    private View dated(View plain, Field field) {
        return new View(
                kind, plain.title(), plain.entity(), null, field.name(), null, null, field.name());
    }

    private View valued(View plain, Field field) {
        return new View(kind, plain.title(), plain.entity(), null, null, field.name(), null, null);
    }

    /** The wanted one first; whoever wants all at once has a table of it. */
    private List<View> views(View first) {
        return switch (kind) {
            case BOARD, CALENDAR, CHART, FORM ->
                    List.of(first, View.of(Kind.TABLE, title(Kind.TABLE), name()));
            case LIST, TABLE, COUNTER, TIMER, POLL, CALCULATOR, CHECKLIST, NOTES -> List.of(first);
        };
    }

    private static String title(Kind kind) {
        return Words.label(kind.word(), SpecificationRules.LABEL_MAX);
    }

    private List<Action> actions(View view) {
        var entity = name();
        var actions = new ArrayList<Action>();
        if (kind == Kind.CALCULATOR) {
            return List.of();
        }
        for (var doing : List.of(Doing.ADD, Doing.EDIT, Doing.REMOVE)) {
            actions.add(new Action(doing, entity, null));
        }
        switch (kind) {
            case BOARD -> actions.add(new Action(Doing.MOVE, entity, view.group()));
            case COUNTER -> actions.add(new Action(Doing.STEP, entity, view.value()));
            case POLL -> actions.add(new Action(Doing.VOTE, entity, null));
            case LIST, TABLE, CALENDAR, FORM, TIMER, CHART, CALCULATOR, CHECKLIST, NOTES -> {
                // Each yes or no below.
            }
        }
        fields.stream()
                .filter(one -> one.type() == FieldType.BOOLEAN)
                .forEach(one -> actions.add(new Action(Doing.TOGGLE, entity, one.name())));
        return actions;
    }

    private String icon() {
        return switch (kind) {
            case LIST, CHECKLIST -> "list-checks";
            case TABLE, FORM -> "table";
            case BOARD -> "shapes";
            case CALENDAR -> "calendar";
            case COUNTER -> "gauge";
            case TIMER -> "timer";
            case POLL -> "vote";
            case CHART -> "chart-column";
            case CALCULATOR -> "calculator";
            case NOTES -> "notebook-pen";
        };
    }
}
