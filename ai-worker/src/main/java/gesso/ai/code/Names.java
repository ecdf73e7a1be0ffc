package gesso.ai.code;

import gesso.protocol.ai.AppSpecification.Doing;
import gesso.protocol.ai.AppSpecification.Entity;
import gesso.protocol.ai.FieldType;
import gesso.protocol.ai.Kind;
import java.util.Arrays;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What collections are called within the code. A specification may call one {@code class}, {@code
 * list} or {@code fetch}; the code then has another word for it, and the collection keeps its name.
 */
final class Names {
    private static final String LANGUAGE =
            "await break case catch class const continue debugger default delete do else enum eval"
                    + " export extends false finally for function if implements import in instanceof"
                    + " interface let new null package private protected public return static super"
                    + " switch this throw true try typeof undefined var void while with yield async"
                    + " arguments of get set r";

    /** What a worker has around it; the checks of code take these words for that. */
    private static final String AROUND =
            "gesso self window globalThis document location navigator origin name status event"
                    + " fetch caches crypto performance console close stop open print escape unescape"
                    + " postMessage onmessage importScripts indexedDB localStorage sessionStorage"
                    + " parent top frames opener history screen alert confirm prompt process require"
                    + " module exports global isNaN isFinite parseInt parseFloat queueMicrotask"
                    + " setTimeout setInterval clearTimeout clearInterval structuredClone reportError"
                    + " requestAnimationFrame scheduler fonts external";

    private static final Set<String> TAKEN = taken();

    private Names() {}

    private static Set<String> taken() {
        var builders =
                Stream.of(
                                Arrays.stream(FieldType.values()).map(FieldType::word),
                                Arrays.stream(Kind.values()).map(Kind::word),
                                Arrays.stream(Doing.values()).map(Doing::word),
                                Stream.of("app", "collection", "h"))
                        .flatMap(words -> words);
        var others = Stream.of(LANGUAGE, AROUND).flatMap(words -> Arrays.stream(words.split(" ")));
        return Stream.concat(builders, others).collect(Collectors.toUnmodifiableSet());
    }

    static boolean isTaken(String variable) {
        return TAKEN.contains(variable);
    }

    /** The variable of each, by the name of its collection. */
    static Map<String, String> of(List<Entity> entities) {
        var variables = new LinkedHashMap<String, String>();
        var used = new HashSet<>(TAKEN);
        for (var entity : entities) {
            var name = entity.name();
            var variable =
                    Stream.of(many(name), name, name + "Records", "all" + capital(name))
                            .filter(one -> !used.contains(one))
                            .findFirst()
                            .orElse(name + "Records" + used.size());
            used.add(variable);
            variables.put(name, variable);
        }
        return variables;
    }

    /** English as far as it helps reading; any word would do. */
    private static String many(String name) {
        var lower = name.toLowerCase(Locale.ROOT);
        if (lower.matches(".*(?:[sxz]|ch|sh)")) {
            return name + "es";
        }
        if (lower.matches(".*[^aeiou]y")) {
            return name.substring(0, name.length() - 1) + "ies";
        }
        return Character.isDigit(name.charAt(name.length() - 1)) ? name + "Records" : name + "s";
    }

    private static String capital(String name) {
        return name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
    }
}
