package com.allodoc.ops.exporter.render.dashboard;

import com.allodoc.ops.exporter.render.text.Tree;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Words for values, so that colour is never the only signal. Immutable.
 *
 * @param words by the value that they stand for
 */
public record Mapping(Map<Integer, Word> words) {
    public static final Mapping NONE = new Mapping(Map.of());

    /** 0 is down, 1 is up. */
    public static final Mapping UP = of(0, "DOWN", Steps.Colour.RED, 1, "UP", Steps.Colour.GREEN);

    public Mapping {
        words = new java.util.TreeMap<>(words);
    }

    /** A word and its colour. */
    public record Word(String text, Steps.Colour colour) {}

    public static Mapping of(int a, String textA, Steps.Colour colourA, int b, String textB, Steps.Colour colourB) {
        return new Mapping(Map.of(a, new Word(textA, colourA), b, new Word(textB, colourB)));
    }

    /** The same with one more. */
    public Mapping and(int value, String text, Steps.Colour colour) {
        Map<Integer, Word> more = new LinkedHashMap<>(words);
        more.put(value, new Word(text, colour));
        return new Mapping(more);
    }

    List<Object> json() {
        if (words.isEmpty()) {
            return List.of();
        }
        Map<String, Object> options = new LinkedHashMap<>();
        int index = 0;
        for (Map.Entry<Integer, Word> entry : words.entrySet()) {
            Map<String, Object> word = Tree.of(
                    "color", entry.getValue().colour().grafana(),
                    "index", index++,
                    "text", entry.getValue().text());
            options.put(entry.getKey().toString(), word);
        }
        Map<String, Object> json = Tree.of("type", "value", "options", options);
        return List.of(json);
    }
}
