package com.allodoc.ops.exporter.render.dashboard;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.StreamSupport;

/** Judges JSON by a JSON Schema: the words of draft 7 that our schema uses, and an error for any other. */
final class JsonSchema {
    private static final Set<String> WORDS = Set.of(
            "$schema",
            "$comment",
            "$ref",
            "definitions",
            "type",
            "properties",
            "additionalProperties",
            "required",
            "items",
            "enum",
            "const",
            "oneOf",
            "pattern",
            "minimum",
            "maximum");

    private final JsonNode root;

    JsonSchema(JsonNode root) {
        this.root = root;
    }

    /** One sentence per finding, each beginning with where it is; none when all is well. */
    List<String> findings(JsonNode value) {
        List<String> findings = new ArrayList<>();
        check(root, value, "$", findings);
        return findings;
    }

    private void check(JsonNode schema, JsonNode value, String path, List<String> findings) {
        refuseUnknownWords(schema);
        if (schema.has("$ref")) {
            check(root.at(schema.path("$ref").asText().substring(1)), value, path, findings);
        }
        if (schema.has("oneOf")) {
            findings.addAll(nearest(schema.path("oneOf"), value, path));
        }
        if (schema.has("type") && !hasType(schema.path("type"), value)) {
            findings.add(path + " is " + value + ", not of type " + schema.path("type"));
            return;
        }
        if (schema.has("const") && !schema.path("const").equals(value)) {
            findings.add(path + " is " + value + ", not " + schema.path("const"));
        }
        if (schema.has("enum") && !contains(schema.path("enum"), value)) {
            findings.add(path + " is " + value + ", none of " + schema.path("enum"));
        }
        if (schema.has("pattern")
                && !value.asText().matches("(?s).*" + schema.path("pattern").asText() + ".*")) {
            findings.add(path + " is " + value + ", which does not match " + schema.path("pattern"));
        }
        if (schema.has("minimum") && value.asDouble() < schema.path("minimum").asDouble()
                || schema.has("maximum")
                        && value.asDouble() > schema.path("maximum").asDouble()) {
            findings.add(path + " is " + value + ", out of range");
        }
        if (value.isObject()) {
            members(schema, value, path, findings);
        }
        if (value.isArray() && schema.has("items")) {
            for (int i = 0; i < value.size(); i++) {
                check(schema.path("items"), value.get(i), path + "[" + i + "]", findings);
            }
        }
    }

    private void members(JsonNode schema, JsonNode value, String path, List<String> findings) {
        for (JsonNode name : schema.path("required")) {
            if (!value.has(name.asText())) {
                findings.add(path + " has no " + name.asText());
            }
        }
        JsonNode rest = schema.path("additionalProperties");
        for (Map.Entry<String, JsonNode> member : value.properties()) {
            JsonNode known = schema.path("properties").path(member.getKey());
            String at = path + "." + member.getKey();
            if (!known.isMissingNode()) {
                check(known, member.getValue(), at, findings);
            } else if (rest.isObject()) {
                check(rest, member.getValue(), at, findings);
            } else if (rest.isBoolean() && !rest.asBoolean()) {
                findings.add(at + " is not known");
            }
        }
    }

    /** What is wrong by the choice that fits best. */
    private List<String> nearest(JsonNode choices, JsonNode value, String path) {
        return StreamSupport.stream(choices.spliterator(), false)
                .map(choice -> {
                    List<String> findings = new ArrayList<>();
                    check(choice, value, path, findings);
                    return findings;
                })
                .min(Comparator.comparingInt(List::size))
                .orElseThrow();
    }

    private static boolean contains(JsonNode choices, JsonNode value) {
        return StreamSupport.stream(choices.spliterator(), false).anyMatch(value::equals);
    }

    private static boolean hasType(JsonNode type, JsonNode value) {
        if (type.isArray()) {
            return StreamSupport.stream(type.spliterator(), false).anyMatch(one -> hasType(one, value));
        }
        return switch (type.asText()) {
            case "object" -> value.isObject();
            case "array" -> value.isArray();
            case "string" -> value.isTextual();
            case "integer" -> value.isIntegralNumber();
            case "number" -> value.isNumber();
            case "boolean" -> value.isBoolean();
            case "null" -> value.isNull();
            default -> throw new IllegalArgumentException("type " + type + " is not known");
        };
    }

    private static void refuseUnknownWords(JsonNode schema) {
        Set<String> unknown = new HashSet<>();
        schema.fieldNames().forEachRemaining(unknown::add);
        unknown.removeAll(WORDS);
        if (!unknown.isEmpty()) {
            throw new IllegalArgumentException("schema has " + unknown + ", which is not checked; teach JsonSchema");
        }
    }
}
