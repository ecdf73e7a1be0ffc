package gesso.cluster.widget;

import gesso.protocol.FieldError;
import gesso.protocol.ai.AppSpecification;
import gesso.protocol.release.Release;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The micro-app backends that a release hosts, by name. */
public final class Backends {
    private final Map<String, WidgetRules<?, ?>> rules;

    private Backends(Map<String, WidgetRules<?, ?>> rules) {
        this.rules = rules;
    }

    /** Those on the class path, named in {@code META-INF/services}. */
    public static Backends found() {
        List<MicroAppBackend<?, ?>> found = new ArrayList<>();
        for (MicroAppBackend<?, ?> one :
                ServiceLoader.load(MicroAppBackend.class, Backends.class.getClassLoader())) {
            found.add(one);
        }
        return of(found);
    }

    /**
     * Apps without a backend of their own are always hosted. Two backends of one name are a mistake
     * of whoever put them there.
     */
    public static Backends of(List<MicroAppBackend<?, ?>> backends) {
        return new Backends(
                Stream.concat(Stream.of(new NoBackend()), backends.stream())
                        .<WidgetRules<?, ?>>map(Backends::hosted)
                        .collect(
                                Collectors.toUnmodifiableMap(
                                        one -> one.backend().name(), Function.identity())));
    }

    private static <S, E> WidgetRules<S, E> hosted(MicroAppBackend<S, E> backend) {
        return new WidgetRules<>(backend);
    }

    /** Sorted. */
    public List<String> names() {
        return rules.keySet().stream().sorted().toList();
    }

    /**
     * Names all rules by which this release folds the past: what another one has folded may differ.
     */
    public String rules() {
        return rules.values().stream()
                .map(one -> one.backend().name() + "@" + one.backend().version())
                .sorted()
                .collect(Collectors.joining(" ", Release.LEVEL + " ", ""));
    }

    /** Event types that nobody takes back. */
    public Set<String> lasting() {
        return rules.values().stream()
                .flatMap(one -> one.backend().lasting().stream())
                .collect(Collectors.toUnmodifiableSet());
    }

    /** What of a specification the backend of this name could not decide by. */
    public List<FieldError> check(String backend, AppSpecification specification) {
        return rules(backend).backend().check(specification);
    }

    public Iterable<WidgetRules<?, ?>> all() {
        return rules.values();
    }

    /** An unknown one is never guessed: the widget's data could not be read. */
    public WidgetRules<?, ?> rules(String name) {
        var known = rules.get(name);
        if (known == null) {
            throw new IllegalArgumentException("no backend " + name);
        }
        return known;
    }
}
