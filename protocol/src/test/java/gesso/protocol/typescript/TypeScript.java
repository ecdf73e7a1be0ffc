package gesso.protocol.typescript;

import com.fasterxml.jackson.databind.JsonNode;
import cz.habarta.typescript.generator.EnumMapping;
import cz.habarta.typescript.generator.Input;
import cz.habarta.typescript.generator.JsonLibrary;
import cz.habarta.typescript.generator.MapMapping;
import cz.habarta.typescript.generator.NullabilityDefinition;
import cz.habarta.typescript.generator.Settings;
import cz.habarta.typescript.generator.StringQuotes;
import cz.habarta.typescript.generator.TypeScriptFileType;
import cz.habarta.typescript.generator.TypeScriptGenerator;
import cz.habarta.typescript.generator.TypeScriptOutputKind;
import gesso.protocol.testing.Golden;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Writes records as TypeScript: an absent value is an optional property, an enum a union of its
 * words, a sealed set of frames a union that {@code t} tells apart. Only named classes and what
 * they use are written.
 */
public final class TypeScript {
    private static final String HEADER =
            """
            /**
             * Written from the Java records by a test; do not edit. After a change of the records:
             * mvn test -Dgesso.update=true
             */
            """;

    private final List<Type> types = new ArrayList<>();
    private final Map<String, String> names = new TreeMap<>();
    private final List<String> unnamed = new ArrayList<>();

    public TypeScript type(Class<?> type, String name) {
        names.put(type.getName(), name);
        types.add(type);
        return this;
    }

    /** A set whose members do not mention it; it is not written itself. */
    public TypeScript without(Class<?> type) {
        unnamed.add(type.getName());
        return this;
    }

    public String write() {
        var settings = new Settings();
        settings.outputKind = TypeScriptOutputKind.module;
        settings.outputFileType = TypeScriptFileType.implementationFile;
        settings.jsonLibrary = JsonLibrary.jackson2;
        settings.noFileComment = true;
        settings.noEslintDisable = true;
        settings.noTslintDisable = true;
        settings.indentString = "  ";
        settings.newline = "\n";
        settings.setStringQuotes(StringQuotes.singleQuotes);
        settings.mapEnum = EnumMapping.asUnion;
        settings.mapMap = MapMapping.asRecord;
        settings.nullableAnnotations = List.of(Nullable.class);
        settings.nullabilityDefinition = NullabilityDefinition.undefinedInlineUnion;
        settings.customTypeMappings = Map.of(JsonNode.class.getName(), "JsonObject");
        settings.setExcludeFilter(unnamed, List.of());
        settings.customTypeNamingFunctionImpl = (name, simple) -> names.getOrDefault(name, simple);
        var input = Input.from(types.toArray(Type[]::new));
        return HEADER + new TypeScriptGenerator(settings).generateTypeScript(input).strip() + "\n";
    }

    /** Event names with the type of their data. */
    public static String events(String name, Map<String, String> byType) {
        var lines = new StringBuilder("\nexport interface " + name + " {\n");
        byType.forEach((type, data) -> lines.append("  '%s': %s;\n".formatted(type, data)));
        return lines.append("}\n").toString();
    }

    /** What the file holds, after it was written when that was asked for. */
    public static String held(String path, String written) {
        var file = Golden.root().resolve(path);
        if (Boolean.getBoolean("gesso.update")) {
            Golden.write(file, written);
        }
        return Golden.text(file);
    }
}
