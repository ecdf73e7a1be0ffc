package gesso.edge.registry;

import com.fasterxml.jackson.databind.JsonNode;
import gesso.edge.page.FileTypes;
import gesso.protocol.Decoded;
import gesso.protocol.Fields;
import gesso.protocol.Icons;
import gesso.protocol.app.Intent;
import gesso.protocol.app.Manifest;
import gesso.protocol.canvas.Grid;
import gesso.protocol.canvas.Size;
import java.util.ArrayList;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A built app as somebody sends it: {@code {manifest, files: [{path, data}]}}, {@code data} in
 * base64. Everything that can be computed from the files is.
 */
record Submission(Manifest manifest, Bundle bundle) {
    static final String ORIGIN = "published";

    /** Of an app that says from which prompt it was made. */
    static final String GENERATED = "generated";

    static final int PROMPT_MAX = 4_000;
    static final int FILES_MAX = 100;
    static final int FILE_BYTES_MAX = 768 * 1024;

    /** Of all files together. */
    static final int BYTES_MAX = 5 * 1024 * 1024;

    static final int PATH_MAX = 120;

    private static final int DEPTH_MAX = 4;
    private static final int TITLE_MAX = 60;
    private static final int SUMMARY_MAX = 300;
    private static final int VERSION_MAX = 40;
    private static final int PERMISSIONS_MAX = 10;
    private static final List<String> MODULES = List.of("./Widget", "./Settings", "./Preview");
    private static final String RULES = "./Rules";
    private static final Set<String> PERMISSIONS = Set.of("state", "config", "events");

    /** No part starts with a dot, so no path climbs. */
    private static final Pattern PART = Pattern.compile("[A-Za-z0-9_@~+=][A-Za-z0-9_@~+=.-]*");

    /** As semver.org has it. */
    private static final Pattern VERSION =
            Pattern.compile(
                    "(0|[1-9]\\d{0,8})\\.(0|[1-9]\\d{0,8})\\.(0|[1-9]\\d{0,8})"
                            + "(-[0-9A-Za-z-]+(\\.[0-9A-Za-z-]+)*)?(\\+[0-9A-Za-z-]+(\\.[0-9A-Za-z-]+)*)?");

    static Decoded<Submission> read(JsonNode body) {
        var f = Fields.of(body);
        var said = f.nested("manifest");
        var bundle = bundle(f);
        var entries = bundle.entries();
        if (entries.size() != 1) {
            f.fault(
                    "files",
                    "must have one remoteEntry*.js at the top, and have " + entries.size());
        }
        for (var module : MODULES) {
            if (entries.size() == 1 && !bundle.exposes(module)) {
                f.fault("files", "expose no " + module);
            }
        }
        var manifest = manifest(said, bundle, entries);
        return f.done(new Submission(manifest, bundle));
    }

    private static Manifest manifest(Fields f, Bundle bundle, List<String> entries) {
        var id = f.entity("id");
        var generated = f.has("generated") ? generated(f.nested("generated")) : null;
        var entry = entries.isEmpty() ? "" : entries.getFirst();
        return new Manifest(
                id,
                f.title("title", TITLE_MAX),
                f.matching(
                        "version",
                        text -> text.length() <= VERSION_MAX && VERSION.matcher(text).matches(),
                        "must be a version such as 1.4.0"),
                generated == null ? ORIGIN : GENERATED,
                "/apps/" + id + "/" + bundle.hash() + "/" + entry,
                f.title("summary", SUMMARY_MAX),
                f.matching("icon", Icons.KNOWN::contains, icons()),
                f.title("category", TITLE_MAX),
                f.title("author", TITLE_MAX),
                permissions(f),
                sizes(f.nested("sizes")),
                f.optional("backend", f::entity),
                exposed(bundle),
                entry.isEmpty() ? "" : bundle.integrity(entry),
                bundle.scriptBytes(),
                generated,
                intents(f));
    }

    /** Nobody shares by saying nothing. */
    private static Manifest.Generated generated(Fields f) {
        var prompt = f.text("prompt", 1, PROMPT_MAX);
        var shared = f.optional("shared", f::truth);
        return new Manifest.Generated(prompt, shared != null && shared);
    }

    private static @Nullable Map<String, Intent> intents(Fields f) {
        if (!f.has("intents")) {
            return null;
        }
        var said = f.nested("intents");
        var all = new LinkedHashMap<String, Intent>();
        for (var name : f.anything("intents").properties()) {
            if (!Intent.isName(name.getKey())) {
                f.fault(f.at("intents"), "must have names such as calendar.event");
                continue;
            }
            var one = said.nested(name.getKey());
            all.put(
                    name.getKey(),
                    new Intent(
                            one.title("title", TITLE_MAX),
                            shape(one, "fields"),
                            one.optional("result", _ -> shape(one, "result"))));
        }
        if (all.isEmpty() || all.size() > Intent.INTENTS_MAX) {
            f.fault(f.at("intents"), "must be 1 to " + Intent.INTENTS_MAX);
        }
        return all;
    }

    /** Names of fields to kinds of values. */
    private static Map<String, String> shape(Fields f, String name) {
        var shape = new LinkedHashMap<String, String>();
        f.anything(name)
                .properties()
                .forEach(field -> shape.put(field.getKey(), field.getValue().asText()));
        boolean good =
                shape.size() <= Intent.FIELDS_MAX
                        && shape.keySet().stream().allMatch(Intent::isField)
                        && Intent.KINDS.containsAll(shape.values());
        if (!good || !f.anything(name).isObject()) {
            f.fault(
                    f.at(name),
                    "must name at most "
                            + Intent.FIELDS_MAX
                            + " fields with "
                            + String.join(", ", Intent.KINDS.stream().sorted().toList()));
        }
        return shape;
    }

    /** What every app has, and the rules that the page folds by, where the app brings some. */
    private static List<String> exposed(Bundle bundle) {
        var all = new ArrayList<>(MODULES);
        if (bundle.exposes(RULES)) {
            all.add(RULES);
        }
        return List.copyOf(all);
    }

    private static String icons() {
        return "must be one of " + String.join(", ", Icons.KNOWN.stream().sorted().toList());
    }

    private static List<String> permissions(Fields f) {
        var list = f.anything("permissions");
        var wanted = new ArrayList<String>();
        list.forEach(one -> wanted.add(one.asText()));
        if (!list.isMissingNode()
                && (!list.isArray()
                        || list.size() > PERMISSIONS_MAX
                        || !PERMISSIONS.containsAll(wanted))) {
            f.fault(f.at("permissions"), "must be a list of state, config, events");
        }
        return wanted.stream().distinct().toList();
    }

    private static Manifest.Sizes sizes(Fields f) {
        var initial = size(f, "default");
        var min = size(f, "min");
        var max = size(f, "max");
        boolean ordered =
                min.w() <= initial.w()
                        && initial.w() <= max.w()
                        && min.h() <= initial.h()
                        && initial.h() <= max.h();
        if (f.has("default") && f.has("min") && f.has("max") && !ordered) {
            f.fault(f.at("default"), "must be from min to max");
        }
        return new Manifest.Sizes(initial, min, max);
    }

    private static Size size(Fields f, String name) {
        var of = f.nested(name);
        return new Size(of.integer("w", 1, Grid.COLUMNS_MAX), of.integer("h", 1, Size.H_MAX));
    }

    private static Bundle bundle(Fields f) {
        var files = new TreeMap<String, byte[]>();
        var list = f.anything("files");
        if (!list.isMissingNode() && (!list.isArray() || list.size() > FILES_MAX)) {
            f.fault("files", "must be a list of at most " + FILES_MAX + " files");
            return new Bundle(files);
        }
        long bytes = 0;
        for (int i = 0; i < list.size(); i++) {
            var at = "files[" + i + "]";
            var path = list.path(i).path("path").asText("");
            if (!isPath(path)) {
                f.fault(at + ".path", "must be a plain path of a script, style, image or font");
                continue;
            }
            var data = data(list.path(i).path("data").asText(""));
            if (data.length == 0 || data.length > FILE_BYTES_MAX) {
                f.fault(
                        at + ".data",
                        "must be 1 to " + FILE_BYTES_MAX + " bytes in base64: " + path);
                continue;
            }
            bytes += data.length;
            if (files.put(path, data) != null) {
                f.fault(at + ".path", "is there twice: " + path);
            }
        }
        if (bytes > BYTES_MAX) {
            f.fault("files", "may have " + BYTES_MAX + " bytes together");
        }
        return new Bundle(files);
    }

    /** Pages are not among them: an app is drawn by the host, and never a page of its own. */
    static boolean isPath(String path) {
        var parts = path.split("/", -1);
        return path.length() <= PATH_MAX
                && parts.length <= DEPTH_MAX
                && List.of(parts).stream().allMatch(part -> PART.matcher(part).matches())
                && FileTypes.of(path).isPresent()
                && !FileTypes.ending(path).equals("html");
    }

    private static byte[] data(String base64) {
        try {
            return Base64.getDecoder().decode(base64);
        } catch (IllegalArgumentException malformed) {
            return new byte[0];
        }
    }

    /** The name of a build, as a path has it. */
    static boolean isHash(String hash) {
        return hash.matches("[0-9a-f]{16,64}");
    }
}
