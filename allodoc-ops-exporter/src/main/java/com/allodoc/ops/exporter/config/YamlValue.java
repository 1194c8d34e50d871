package com.allodoc.ops.exporter.config;

import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.snakeyaml.engine.v2.common.ScalarStyle;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.SequenceNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/**
 * One value of the file with its place. The readers give the value, or note a problem and give nothing. The text of a
 * scalar is taken as it was written, so that a password of digits stays what it is.
 */
final class YamlValue implements Origin {
    private static final int SHOWN = 60;

    private final Node node;
    private final int line;
    private final String path;
    private final YamlContext context;

    YamlValue(Node node, int line, String path, YamlContext context) {
        this.node = node;
        this.line = line;
        this.path = path;
        this.context = context;
    }

    @Override
    public void problem(String message) {
        context.problems().add(line, path, message);
    }

    @Override
    public String path() {
        return path;
    }

    Optional<YamlObject> object() {
        if (node instanceof MappingNode mapping) {
            return Optional.of(new YamlObject(mapping, line, path, context));
        }
        problem("expected settings as \"key: value\" lines, got " + kind());
        return Optional.empty();
    }

    List<YamlValue> list() {
        List<YamlValue> items = new ArrayList<>();
        if (node instanceof SequenceNode sequence) {
            for (Node item : sequence.getValue()) {
                items.add(new YamlValue(item, YamlContext.line(item), path + "[" + items.size() + "]", context));
            }
        } else {
            problem("expected a list, got " + kind() + "; start each entry with \"- \", or write [] for none");
        }
        return items;
    }

    /** A text that says something. */
    Optional<String> text() {
        return parse(Function.identity());
    }

    boolean isText() {
        return node instanceof ScalarNode;
    }

    boolean isList() {
        return node instanceof SequenceNode;
    }

    /** A text in one line, whatever it was written in. */
    Optional<String> line() {
        return text().map(text -> text.strip().replaceAll("\\s+", " "));
    }

    /** The text of a query, with its place in the file. */
    Optional<SqlText> sql() {
        return text().map(sql -> new SqlText(sql, sqlOrigin(sql)));
    }

    private SqlOrigin sqlOrigin(String sql) {
        ScalarNode scalar = (ScalarNode) node;
        int start = YamlContext.line(node);
        if (scalar.getScalarStyle() == ScalarStyle.LITERAL) {
            List<Integer> columns = new ArrayList<>();
            for (String content : sql.lines().toList()) {
                int indent = context.line(start + 1 + columns.size()).indexOf(content);
                columns.add(Math.max(0, indent));
            }
            return new SqlOrigin(context.file(), start + 1, columns);
        }
        int quote = scalar.getScalarStyle() == ScalarStyle.PLAIN ? 0 : 1;
        int column = node.getStartMark().map(Mark::getColumn).orElse(0) + quote;
        return new SqlOrigin(context.file(), start, List.of(column));
    }

    /** A list of queries and of files of queries. */
    List<PostgresQuery> queries() {
        PostgresQueryFiles files =
                new PostgresQueryFiles(context.references().environment(), context.problems(), context.collectors());
        files.read(this);
        return files.queries();
    }

    Optional<Integer> port() {
        return parse(text -> {
            int port = HostPort.parsePort(text);
            if (port == 0) {
                throw new IllegalArgumentException("the port must be a number from 1 to 65535");
            }
            return port;
        });
    }

    Optional<Boolean> bool() {
        return parse(text -> {
            if (!text.equals("true") && !text.equals("false")) {
                throw new IllegalArgumentException("expected true or false");
            }
            return Boolean.valueOf(text);
        });
    }

    /** A whole number of at least {@code least}. */
    Optional<Integer> count(int least) {
        return parse(text -> {
            if (!text.matches("\\d{1,9}") || Integer.parseInt(text) < least) {
                throw new IllegalArgumentException("expected a whole number of at least " + least);
            }
            return Integer.valueOf(text);
        });
    }

    /** The name of a collector that the source has. */
    Optional<String> collector(String source) {
        return parse(text -> context.collectors().check(source, text));
    }

    /** The key that this value stands under, as the name of a collector that the source has. */
    Optional<String> checkCollector(String source, String key) {
        try {
            return Optional.of(context.collectors().check(source, key));
        } catch (IllegalArgumentException e) {
            problem(String.valueOf(e.getMessage()));
            return Optional.empty();
        }
    }

    Optional<Duration> duration() {
        return parse(DurationText::parse);
    }

    Optional<Path> file() {
        return parse(text -> {
            try {
                return context.references().path(text);
            } catch (InvalidPathException e) {
                throw new IllegalArgumentException("is not a path of this system", e);
            }
        });
    }

    /** The limits of the definition in a file, laid over the shipped one; every mistake in it is one of this file's. */
    Optional<RunbookLimits> runbookLimits() {
        return file().flatMap(file -> {
            try {
                RunbookFile definition =
                        RunbookLoader.of(context.references().environment()).over(file);
                return Optional.of(RunbookLimits.of(file, definition));
            } catch (ConfigException e) {
                problem(String.valueOf(e.getMessage()));
                return Optional.empty();
            }
        });
    }

    /** An address, which may hold a password: no message repeats it. */
    Optional<String> address() {
        Optional<String> text = resolve().map(References.Resolved::text);
        if (text.isPresent() && text.get().isBlank()) {
            problem("must not be empty; remove the key or give it a value");
        }
        return text.filter(t -> !t.isBlank());
    }

    /** A secret; an empty text is none. */
    Optional<Secret> secret() {
        return resolve()
                .map(References.Resolved::text)
                .filter(t -> !t.isEmpty())
                .map(Secret::of);
    }

    /**
     * What {@code parser} makes of the text.
     *
     * @param parser throws IllegalArgumentException with a message that says what is expected and doesn't repeat the text
     */
    <T> Optional<T> parse(Function<String, T> parser) {
        Optional<References.Resolved> resolved = resolve();
        if (resolved.isEmpty()) {
            return Optional.empty();
        }
        String text = resolved.get().text();
        if (text.isBlank()) {
            problem("must not be empty; remove the key or give it a value");
            return Optional.empty();
        }
        try {
            return Optional.of(parser.apply(text));
        } catch (IllegalArgumentException e) {
            boolean isShown = !resolved.get().referenced()
                    && text.length() <= SHOWN
                    && text.chars().noneMatch(Character::isISOControl);
            problem(e.getMessage() + (isShown ? "; got \"" + text + "\"" : ""));
            return Optional.empty();
        }
    }

    private Optional<References.Resolved> resolve() {
        if (!(node instanceof ScalarNode scalar)) {
            problem("expected one value, got " + kind() + "; put the value in quotes if it is meant as text");
            return Optional.empty();
        }
        if (scalar.getTag().equals(Tag.NULL)) {
            problem("has no value; remove the key or give it one");
            return Optional.empty();
        }
        if (!scalar.getTag().equals(Tag.ENV_TAG) && !scalar.getTag().getValue().startsWith(Tag.PREFIX)) {
            problem("has a tag; a value that starts with ! must be in quotes");
            return Optional.empty();
        }
        try {
            return Optional.of(context.references().resolve(scalar.getValue()));
        } catch (IllegalArgumentException e) {
            problem(String.valueOf(e.getMessage()));
            return Optional.empty();
        }
    }

    private String kind() {
        if (node instanceof MappingNode) {
            return "\"key: value\" settings";
        }
        if (node instanceof SequenceNode) {
            return "a list";
        }
        return node.getTag().equals(Tag.NULL) ? "nothing" : "one value";
    }
}
