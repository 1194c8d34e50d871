package com.allodoc.ops.exporter.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a definition may look like, for editors and for readers, told from the very keys that decode it.
 *
 * @see RunbookLoader
 */
public final class RunbookFormat {
    private static final List<String> HEAD = List.of("Key", "Type", "Default", "Meaning");

    private RunbookFormat() {}

    /** The JSON Schema, draft 7, of a whole definition, as maps, lists and texts. */
    public static Map<String, Object> schema() {
        return root("A whole definition of AlloDoc Ops", true);
    }

    /** The same for a team's own file, which is laid over the definition that is shipped: nothing is required, and null removes. */
    public static Map<String, Object> overlaySchema() {
        return root("A team's own file over the definition of AlloDoc Ops", false);
    }

    private static Map<String, Object> root(String title, boolean isWhole) {
        Map<String, Object> root = new LinkedHashMap<>();
        root.put("$schema", "http://json-schema.org/draft-07/schema#");
        root.put("title", title);
        root.putAll(shape(RunbookDecoder.SHAPE, isWhole));
        return root;
    }

    private static Map<String, Object> shape(RunbookShape shape, boolean isWhole) {
        Map<String, Object> schema = new LinkedHashMap<>();
        if (!shape.alternatives().isEmpty()) {
            schema.put(
                    "anyOf",
                    shape.alternatives().stream()
                            .map(one -> shape(one, isWhole))
                            .toList());
            return schema;
        }
        Map<String, Object> properties = new LinkedHashMap<>();
        List<String> required = new ArrayList<>();
        for (RunbookMember member : shape.members()) {
            properties.put(member.name(), member(member, isWhole));
            if (member.isRequired() && isWhole) {
                required.add(member.name());
            }
        }
        schema.put("type", "object");
        schema.put("properties", properties);
        if (!required.isEmpty()) {
            schema.put("required", required);
        }
        schema.put("additionalProperties", false);
        return schema;
    }

    private static Map<String, Object> member(RunbookMember member, boolean isWhole) {
        Map<String, Object> schema = new LinkedHashMap<>();
        schema.put("description", description(member));
        // A list replaces the shipped one, so what stands in it must be whole.
        boolean isWholeInside = isWhole || member.form() == RunbookMember.Form.LIST;
        Map<String, Object> content =
                member instanceof RunbookPart part ? shape(part.shape(), isWholeInside) : word((RunbookKey<?>) member);
        boolean isRemovable = !isWhole && !member.isRequired();
        switch (member.form()) {
            case ONE -> schema.putAll(isRemovable ? orNull(content) : content);
            case LIST -> schema.putAll(maybe(isRemovable, Map.of("type", "array"), Map.of("items", content)));
            case NAMED ->
                schema.putAll(maybe(
                        isRemovable,
                        Map.of("type", "object"),
                        Map.of("additionalProperties", isWhole ? content : orNull(content))));
        }
        return schema;
    }

    private static Map<String, Object> maybe(boolean isRemovable, Map<String, Object> type, Map<String, Object> rest) {
        Map<String, Object> schema = new LinkedHashMap<>(type);
        if (isRemovable) {
            schema.put("type", List.of(String.valueOf(type.get("type")), "null"));
        }
        schema.putAll(rest);
        return schema;
    }

    private static Map<String, Object> orNull(Map<String, Object> schema) {
        return new LinkedHashMap<>(Map.of("anyOf", List.of(schema, Map.of("type", "null"))));
    }

    private static Map<String, Object> word(RunbookKey<?> key) {
        return key.word().schema();
    }

    private static String description(RunbookMember member) {
        String type = member instanceof RunbookKey<?> key
                ? " A " + key.word().name() + ", such as: " + key.word().example() + "."
                : "";
        return member.meaning() + type + (member.isRequired() ? "" : " Default: " + byDefault(member) + ".");
    }

    /** For every mapping, by its path, the table of its keys, the head first. */
    public static Map<String, List<List<String>>> reference() {
        Map<String, List<List<String>>> chapters = new LinkedHashMap<>();
        chapter("", RunbookDecoder.SHAPE, chapters);
        return chapters;
    }

    private static void chapter(String path, RunbookShape shape, Map<String, List<List<String>>> chapters) {
        if (!shape.alternatives().isEmpty()) {
            for (RunbookShape alternative : shape.alternatives()) {
                String first = alternative.members().get(0).name();
                chapter(path + " with " + first, alternative, chapters);
            }
            return;
        }
        List<List<String>> rows = new ArrayList<>(List.of(HEAD));
        chapters.put(path, rows);
        for (RunbookMember member : shape.members()) {
            rows.add(List.of(member.name(), type(member), byDefault(member), member.meaning()));
            if (member instanceof RunbookPart part) {
                String child = path.isEmpty() ? member.name() : path + "." + member.name();
                String suffix = switch (member.form()) {
                    case ONE -> "";
                    case LIST -> "[]";
                    case NAMED -> ".NAME";
                };
                chapter(child + suffix, part.shape(), chapters);
            }
        }
    }

    private static String type(RunbookMember member) {
        String content = "keys";
        if (member instanceof RunbookKey<?> key) {
            RunbookWord<?> word = key.word();
            content = word.choices().isEmpty()
                    ? word.name() + " (" + word.example() + ")"
                    : String.join(", ", word.choices());
        }
        return switch (member.form()) {
            case ONE -> content;
            case LIST -> "list: " + content;
            case NAMED -> "names: " + content;
        };
    }

    private static String byDefault(RunbookMember member) {
        if (member.isRequired()) {
            return "required";
        }
        return member.byDefault().isEmpty() ? "none" : member.byDefault();
    }
}
