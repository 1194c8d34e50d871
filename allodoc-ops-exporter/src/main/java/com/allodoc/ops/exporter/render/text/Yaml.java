package com.allodoc.ops.exporter.render.text;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Writes a tree as block YAML, keys in the order of the tree. A text of several lines becomes a literal block; whatever
 * another reader could take for something else than text is quoted.
 */
public final class Yaml {
    private static final Pattern PLAIN = Pattern.compile("[A-Za-z/_(][A-Za-z0-9 ./_+=()-]*|\\d+(ms|[smhdwy])");
    private static final Set<String> WORDS =
            Set.of("true", "false", "yes", "no", "on", "off", "null", "y", "n", "~", "nan", "inf");

    private final StringBuilder out = new StringBuilder();

    private Yaml() {}

    /** The document, below {@code comment}, whose lines get their {@code #} here. */
    public static String of(String comment, Map<String, ?> tree) {
        Yaml yaml = new Yaml();
        comment.lines()
                .forEach(line -> yaml.out.append(("# " + line).stripTrailing()).append('\n'));
        yaml.map(tree, 0);
        return yaml.out.toString();
    }

    private void map(Map<?, ?> map, int depth) {
        map.forEach((key, value) -> {
            out.append("  ".repeat(depth)).append(scalar(String.valueOf(key))).append(':');
            value(value, depth);
        });
    }

    private void value(Object value, int depth) {
        if (value instanceof Map<?, ?> map && !map.isEmpty()) {
            out.append('\n');
            map(map, depth + 1);
        } else if (value instanceof List<?> list && !list.isEmpty()) {
            out.append('\n');
            list(list, depth + 1);
        } else {
            leaf(value, depth + 1);
        }
    }

    private void list(List<?> list, int depth) {
        for (Object item : list) {
            if (item instanceof Map<?, ?> map && !map.isEmpty()) {
                int start = out.length();
                map(map, depth + 1);
                out.replace(start + 2 * depth, start + 2 * depth + 2, "- ");
            } else if (item instanceof List<?>) {
                throw new IllegalArgumentException("tree: a list directly in a list is not written");
            } else {
                out.append("  ".repeat(depth)).append('-');
                leaf(item, depth + 1);
            }
        }
    }

    private void leaf(Object value, int depth) {
        if (value instanceof Map<?, ?>) {
            out.append(" {}\n");
        } else if (value instanceof List<?>) {
            out.append(" []\n");
        } else if (value instanceof Number number) {
            out.append(' ').append(Numbers.text(number)).append('\n');
        } else if (value instanceof Boolean) {
            out.append(' ').append(value).append('\n');
        } else {
            String text = value.toString();
            if (text.indexOf('\n') < 0) {
                out.append(' ').append(scalar(text)).append('\n');
            } else {
                block(text, depth);
            }
        }
    }

    private void block(String text, int depth) {
        out.append(text.endsWith("\n") ? " |\n" : " |-\n");
        text.lines().forEach(line -> {
            if (!line.isEmpty()) {
                out.append("  ".repeat(depth)).append(line);
            }
            out.append('\n');
        });
    }

    private static String scalar(String text) {
        boolean isPlain =
                PLAIN.matcher(text).matches() && !text.endsWith(" ") && !WORDS.contains(text.toLowerCase(Locale.ROOT));
        return isPlain ? text : "'" + text.replace("'", "''") + "'";
    }
}
