package gesso.protocol;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MapperFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.cfg.CoercionAction;
import com.fasterxml.jackson.databind.cfg.CoercionInputShape;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.type.LogicalType;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import java.util.TreeSet;

/**
 * The one JSON dialect of Gesso, strict in what it takes: RFC 8259 and nothing else, no key twice,
 * no unknown field, no number or truth read out of a string, nesting and lengths bounded. Map
 * entries are written sorted, so that equal values have equal bytes.
 */
public final class Json {
    /** Of what comes from outside. */
    public static final int DEPTH_MAX = 64;

    /** Of what this product has stored: some levels lie around what came from outside. */
    private static final int STORED_DEPTH_MAX = 1_000;

    public static final int STRING_MAX = 1 << 20;
    public static final int NUMBER_MAX = 64;
    public static final int NAME_MAX = 1_000;
    public static final ObjectMapper MAPPER = mapper(STORED_DEPTH_MAX);
    private static final ObjectMapper OUTSIDE = mapper(DEPTH_MAX);

    private Json() {}

    /** Empty for whatever is not exactly one JSON value within the limits. */
    public static Optional<JsonNode> parse(String text) {
        return parse(OUTSIDE, text);
    }

    /**
     * The same for what this product has written: as deep as what it took, and what is around that.
     */
    public static Optional<JsonNode> stored(String text) {
        return parse(MAPPER, text);
    }

    private static Optional<JsonNode> parse(ObjectMapper mapper, String text) {
        try {
            return known(mapper.readTree(text));
        } catch (JsonProcessingException malformed) {
            return Optional.empty();
        }
    }

    /** The same for bytes, which must be UTF-8: Jackson alone would guess, and take C0 80. */
    public static Optional<JsonNode> parse(byte[] utf8) {
        return text(utf8).flatMap(Json::parse);
    }

    /** See {@link #stored(String)}. */
    public static Optional<JsonNode> stored(byte[] utf8) {
        return text(utf8).flatMap(Json::stored);
    }

    private static Optional<String> text(byte[] utf8) {
        try {
            var decoder = StandardCharsets.UTF_8.newDecoder();
            return Optional.of(decoder.decode(ByteBuffer.wrap(utf8)).toString());
        } catch (CharacterCodingException malformed) {
            return Optional.empty();
        }
    }

    public static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    public static JsonNode tree(Object value) {
        return MAPPER.valueToTree(value);
    }

    /** Reads what this product has written; anything else is a defect. */
    public static <T> T value(JsonNode tree, Class<T> type) {
        try {
            return MAPPER.treeToValue(tree, type);
        } catch (JsonProcessingException defect) {
            throw new IllegalArgumentException("not a " + type.getName(), defect);
        }
    }

    public static String text(JsonNode tree) {
        return tree.toString();
    }

    public static byte[] bytes(Object value) {
        try {
            return MAPPER.writeValueAsBytes(value);
        } catch (JsonProcessingException defect) {
            throw new IllegalArgumentException("no JSON for " + value.getClass(), defect);
        }
    }

    /** UTF-8 with the keys of every object sorted: equal trees have equal bytes. */
    public static byte[] canonical(JsonNode tree) {
        var out = new ByteArrayOutputStream();
        try (var generator = MAPPER.getFactory().createGenerator(out)) {
            sorted(tree, generator);
        } catch (IOException inMemory) {
            throw new UncheckedIOException(inMemory);
        }
        return out.toByteArray();
    }

    /** Equal as JSON, whichever Java types hold the numbers. */
    public static boolean same(JsonNode one, JsonNode other) {
        return one.equals(other) || Arrays.equals(canonical(one), canonical(other));
    }

    private static void sorted(JsonNode tree, JsonGenerator out) throws IOException {
        if (tree.isObject()) {
            out.writeStartObject();
            var names = new TreeSet<String>();
            tree.fieldNames().forEachRemaining(names::add);
            for (var name : names) {
                out.writeFieldName(name);
                sorted(tree.path(name), out);
            }
            out.writeEndObject();
        } else if (tree.isArray()) {
            out.writeStartArray();
            for (var item : tree) {
                sorted(item, out);
            }
            out.writeEndArray();
        } else {
            out.writeTree(tree);
        }
    }

    private static Optional<JsonNode> known(JsonNode tree) {
        return tree.isMissingNode() || !finite(tree) ? Optional.empty() : Optional.of(tree);
    }

    /** 1e999 is JSON, but no number that a double can hold. */
    private static boolean finite(JsonNode tree) {
        if (tree.isContainerNode()) {
            for (var item : tree) {
                if (!finite(item)) {
                    return false;
                }
            }
            return true;
        }
        return !tree.isFloatingPointNumber() || Double.isFinite(tree.doubleValue());
    }

    private static ObjectMapper mapper(int depth) {
        var limits =
                StreamReadConstraints.builder()
                        .maxNestingDepth(depth)
                        .maxStringLength(STRING_MAX)
                        .maxNumberLength(NUMBER_MAX)
                        .maxNameLength(NAME_MAX)
                        .build();
        var factory =
                JsonFactory.builder()
                        .streamReadConstraints(limits)
                        .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                        .build();
        var mapper =
                JsonMapper.builder(factory)
                        .enable(DeserializationFeature.FAIL_ON_READING_DUP_TREE_KEY)
                        .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
                        .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                        .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
                        .disable(MapperFeature.ALLOW_COERCION_OF_SCALARS)
                        .enable(SerializationFeature.ORDER_MAP_ENTRIES_BY_KEYS)
                        .build();
        mapper.coercionConfigFor(LogicalType.Textual)
                .setCoercion(CoercionInputShape.Integer, CoercionAction.Fail)
                .setCoercion(CoercionInputShape.Float, CoercionAction.Fail)
                .setCoercion(CoercionInputShape.Boolean, CoercionAction.Fail);
        return mapper;
    }
}
