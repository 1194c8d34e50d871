package com.allodoc.ops.exporter.config;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiConsumer;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/**
 * The settings of one mapping. Every key that is asked for becomes a known one; {@link #finish()} then reports the
 * others. Not thread-safe.
 */
final class YamlObject implements Origin {
    private static final Pattern KEY = Pattern.compile("[A-Za-z][A-Za-z0-9_.-]{0,39}");

    private final int line;
    private final String path;
    private final YamlContext context;
    private final int problemsBefore;
    private final Map<String, YamlValue> values = new LinkedHashMap<>();
    private final Map<String, Integer> lines = new LinkedHashMap<>();
    private final List<String> known = new ArrayList<>();

    YamlObject(MappingNode node, int line, String path, YamlContext context) {
        this.line = line;
        this.path = path;
        this.context = context;
        this.problemsBefore = context.problems().count();
        node.getValue().forEach(this::add);
    }

    private void add(NodeTuple entry) {
        int at = YamlContext.line(entry.getKeyNode());
        if (!(entry.getKeyNode() instanceof ScalarNode scalar)) {
            context.problems().add(at, path, "a key must be a plain word");
            return;
        }
        String key = scalar.getValue();
        Integer first = lines.putIfAbsent(key, at);
        if (first != null) {
            context.problems()
                    .add(
                            at,
                            child(key),
                            "the key \"" + shown(key) + "\" stands here twice; line " + first + " has it already");
            return;
        }
        values.put(key, new YamlValue(entry.getValueNode(), at, child(key), context));
    }

    /** The value of a key that may be there. */
    Optional<YamlValue> take(String key) {
        known.add(key);
        return Optional.ofNullable(values.get(key));
    }

    /** Every value with its key, all of which are known ones from now on: a mapping whose keys are names. */
    void forEach(BiConsumer<String, YamlValue> reader) {
        known.addAll(values.keySet());
        values.forEach(reader);
    }

    /** The keys that are there, for a mapping whose keys are names of the user's own. */
    List<String> keys() {
        return List.copyOf(values.keySet());
    }

    boolean has(String key) {
        return values.containsKey(key);
    }

    /** Whether anything was found wrong since this mapping began to be read. */
    boolean hasProblem() {
        return context.problems().count() > problemsBefore;
    }

    /** The record, or nothing after its IllegalArgumentException has become a problem of this mapping. */
    <T> Optional<T> build(Supplier<T> record) {
        try {
            return Optional.of(record.get());
        } catch (IllegalArgumentException e) {
            problem(String.valueOf(e.getMessage()));
            return Optional.empty();
        }
    }

    @Override
    public void problem(String message) {
        context.problems().add(line, path, message);
    }

    @Override
    public String path() {
        return path;
    }

    /** Reports the keys that nobody asked for. */
    void finish() {
        for (Map.Entry<String, YamlValue> entry : values.entrySet()) {
            String key = entry.getKey();
            if (known.contains(key)) {
                continue;
            }
            String hint = key.contains(":") ? "; a space must follow the colon" : Nearest.hint(key, known);
            entry.getValue().problem("unknown key \"" + shown(key) + "\"" + hint);
        }
    }

    private String child(String key) {
        return path.isEmpty() ? shown(key) : path + "." + shown(key);
    }

    /** A key that is none may be a secret that slipped: only its first word is shown. */
    private static String shown(String key) {
        Matcher word = KEY.matcher(key);
        if (word.matches()) {
            return key;
        }
        return key.contains(":") && word.lookingAt() && key.charAt(word.end()) == ':' ? word.group() + ":..." : "...";
    }
}
