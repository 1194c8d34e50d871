package com.allodoc.ops.exporter.http;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * Reads a page strictly by the grammar of the formats, knowing nothing of how ours is written: one head per family,
 * its samples together, no series twice, names and escapes as allowed, {@code # EOF} at the end of OpenMetrics.
 */
final class PageParser {
    private final boolean openMetrics;
    private final Map<String, String> types = new LinkedHashMap<>();
    private final Map<String, String> helps = new LinkedHashMap<>();
    private final Map<String, Double> samples = new TreeMap<>();
    private final Set<String> closed = new HashSet<>();
    private String family = "";
    private String line = "";
    private int at;

    private PageParser(boolean openMetrics) {
        this.openMetrics = openMetrics;
    }

    static PageParser parse(String page, PageFormat format) {
        PageParser parser = new PageParser(format == PageFormat.OPENMETRICS);
        parser.page(page);
        return parser;
    }

    /** Values by series, {@code name{label=value, ..}} with the labels by name and nothing escaped. */
    Map<String, Double> samples() {
        return samples;
    }

    Map<String, String> types() {
        return types;
    }

    Map<String, String> helps() {
        return helps;
    }

    private void page(String page) {
        String body = page;
        if (openMetrics) {
            require(page.endsWith("# EOF\n"), "no # EOF at the end");
            body = page.substring(0, page.length() - "# EOF\n".length());
        }
        require(body.isEmpty() || body.endsWith("\n"), "the last line is not ended");
        for (String next : body.split("\n")) {
            line = next;
            at = 0;
            if (next.startsWith("# HELP ")) {
                at = 7;
                open(word());
                helps.put(family, unescaped(next.substring(at), openMetrics));
            } else if (next.startsWith("# TYPE ")) {
                at = 7;
                require(word().equals(family), "TYPE of another family than HELP");
                require(types.put(family, next.substring(at)) == null, "TYPE stands twice");
            } else if (!body.isEmpty()) {
                sample();
            }
        }
    }

    private void open(String name) {
        require(closed.add(name), "family stands twice");
        require(name.matches("[a-zA-Z_:][a-zA-Z0-9_:]*"), "not a name");
        family = name;
    }

    private String word() {
        int end = line.indexOf(' ', at);
        require(end > at, "a word is missing");
        String word = line.substring(at, end);
        at = end + 1;
        return word;
    }

    private void sample() {
        int end = at;
        while (end < line.length() && line.charAt(end) != '{' && line.charAt(end) != ' ') {
            end++;
        }
        String name = line.substring(at, end);
        require(belongs(name), "sample of another family");
        at = end;
        Map<String, String> labels = new TreeMap<>();
        if (line.charAt(at) == '{') {
            labels(labels);
        }
        require(line.charAt(at) == ' ', "no space before the value");
        double value = number(line.substring(at + 1));
        require(samples.put(name + labels, value) == null, "series stands twice");
    }

    private boolean belongs(String name) {
        String type = types.getOrDefault(family, "");
        return switch (type) {
            case "histogram" -> Set.of(family + "_bucket", family + "_sum", family + "_count").contains(name);
            case "summary" -> Set.of(family, family + "_sum", family + "_count").contains(name);
            case "counter" -> name.equals(openMetrics ? family + "_total" : family);
            case "gauge", "untyped", "unknown" -> name.equals(family);
            default -> false;
        };
    }

    private void labels(Map<String, String> labels) {
        do {
            at++;
            int equals = line.indexOf("=\"", at);
            String name = line.substring(at, equals);
            require(name.matches("[a-zA-Z_][a-zA-Z0-9_]*"), "not a label name");
            int end = equals + 2;
            while (line.charAt(end) != '"') {
                end += line.charAt(end) == '\\' ? 2 : 1;
            }
            require(labels.put(name, unescaped(line.substring(equals + 2, end), true)) == null, "label twice");
            at = end + 1;
        } while (line.charAt(at) == ',');
        require(line.charAt(at) == '}', "labels are not closed");
        at++;
    }

    private String unescaped(String text, boolean quotes) {
        StringBuilder plain = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            require(c != '"' || !quotes, "a bare quote");
            if (c != '\\') {
                plain.append(c);
                continue;
            }
            i++;
            require(i < text.length(), "a bare backslash at the end");
            switch (text.charAt(i)) {
                case '\\' -> plain.append('\\');
                case 'n' -> plain.append('\n');
                case '"' -> plain.append('"');
                default -> require(false, "an escape that is none");
            }
        }
        return plain.toString();
    }

    private double number(String text) {
        return switch (text) {
            case "+Inf" -> Double.POSITIVE_INFINITY;
            case "-Inf" -> Double.NEGATIVE_INFINITY;
            case "NaN" -> Double.NaN;
            default -> {
                require(text.matches("-?[0-9]+(\\.[0-9]+)?(e[+-][0-9]{2,3})?"), "not a number");
                yield Double.parseDouble(text);
            }
        };
    }

    private void require(boolean condition, String otherwise) {
        if (!condition) {
            throw new AssertionError(otherwise + ": " + line);
        }
    }
}
