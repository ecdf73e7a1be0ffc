package gesso.edge.people;

import com.fasterxml.jackson.databind.JsonNode;
import gesso.protocol.Decoded;
import gesso.protocol.Fields;
import gesso.protocol.Json;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads what people write when they come in. Answers never repeat a password. */
final class Entries {
    private static final int NAME_MAX = 60;
    private static final int EMAIL_MAX = 254;
    private static final int PASSWORD_MIN = 8;
    private static final int PASSWORD_MAX = 200;
    private static final int REFRESH_TOKEN_MAX = 200;
    private static final Pattern EMAIL = Pattern.compile("[!-?A-~]+@[!-?A-~]+");
    private static final Pattern LANGUAGE =
            Pattern.compile("[a-zA-Z]{2,3}(-[a-zA-Z0-9]{2,8}){0,3}");

    record Guest(String name) {}

    record Registration(String email, String password, String name) {}

    /** A patch of one's own account. */
    record Me(@Nullable String name, @Nullable JsonNode preferences) {}

    record Login(String email, String password) {}

    private enum Theme {
        LIGHT,
        DARK,
        SYSTEM
    }

    private enum Shown {
        ON,
        OFF
    }

    private enum ReducedMotion {
        SYSTEM,
        ON,
        OFF
    }

    private Entries() {}

    static Decoded<Guest> guest(Fields f) {
        return f.done(new Guest(name(f)));
    }

    static Decoded<Registration> registration(Fields f) {
        return f.done(
                new Registration(
                        email(f), f.text("password", PASSWORD_MIN, PASSWORD_MAX), name(f)));
    }

    /** A password that could not have been registered is simply a wrong one. */
    static Decoded<Login> login(Fields f) {
        return f.done(new Login(email(f), f.text("password", 1, PASSWORD_MAX)));
    }

    static Decoded<String> refreshToken(Fields f) {
        return f.done(f.text("refreshToken", 1, REFRESH_TOKEN_MAX));
    }

    static Decoded<Optional<String>> optionalRefreshToken(JsonNode body) {
        var f = Fields.of(body);
        return f.done(
                Optional.ofNullable(
                        f.optional("refreshToken", field -> f.text(field, 1, REFRESH_TOKEN_MAX))));
    }

    /** A patch: what is absent stays. */
    static Decoded<JsonNode> preferences(Fields f) {
        return f.done(preferred(f));
    }

    static Decoded<Me> me(Fields f) {
        return f.done(
                new Me(
                        f.optional("name", _ -> name(f)),
                        f.optional("preferences", field -> preferred(f.nested(field)))));
    }

    private static JsonNode preferred(Fields f) {
        var patch = Json.object();
        var theme = f.optional("theme", field -> f.oneOf(field, Theme.class, Entries::word));
        var motion =
                f.optional(
                        "reducedMotion",
                        field -> f.oneOf(field, ReducedMotion.class, Entries::word));
        var language =
                f.optional(
                        "language",
                        field ->
                                f.matching(
                                        field,
                                        shape(LANGUAGE),
                                        "must be a language tag such as en or pt-BR"));
        var recommendations =
                f.optional("recommendations", field -> f.oneOf(field, Shown.class, Entries::word));
        if (recommendations != null) {
            patch.put("recommendations", word(recommendations));
        }
        if (theme != null) {
            patch.put("theme", word(theme));
        }
        if (motion != null) {
            patch.put("reducedMotion", word(motion));
        }
        if (language != null) {
            patch.put("language", language);
        }
        return patch;
    }

    private static String name(Fields f) {
        var name = f.title("name", NAME_MAX).strip();
        if (name.codePoints().anyMatch(Character::isISOControl)) {
            f.fault("name", "must be one line");
        }
        return name;
    }

    private static String email(Fields f) {
        return f.matching(
                        "email",
                        text -> text.length() <= EMAIL_MAX && EMAIL.matcher(text).matches(),
                        "must be an e-mail address")
                .toLowerCase(Locale.ROOT);
    }

    private static Predicate<String> shape(Pattern pattern) {
        return text -> pattern.matcher(text).matches();
    }

    private static String word(Enum<?> value) {
        return value.name().toLowerCase(Locale.ROOT);
    }
}
