package com.allodoc.ops.exporter.config;

import java.util.Iterator;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.api.lowlevel.Parse;
import org.snakeyaml.engine.v2.events.CollectionEndEvent;
import org.snakeyaml.engine.v2.events.CollectionStartEvent;
import org.snakeyaml.engine.v2.events.Event;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.schema.CoreSchema;

/** YAML text to its tree of nodes. What the parser says is told without quoting the text, which may hold secrets. */
final class YamlText {
    /** Our deepest setting sits at 4. Composing is recursive, so that depth is bounded before. */
    private static final int MAX_DEPTH = 20;

    private YamlText() {}

    /** The root of the only document, or nothing when there is none or {@code problems} says why. */
    static Optional<Node> compose(String text, Problems problems) {
        LoadSettings settings = LoadSettings.builder()
                .setSchema(new CoreSchema())
                .setParseComments(false)
                .setAllowNonScalarKeys(true) // so that their line can be told
                .build();
        try {
            if (!isBounded(settings, text, problems)) {
                return Optional.empty();
            }
            Iterator<Node> documents =
                    new Compose(settings).composeAllFromString(text).iterator();
            if (!documents.hasNext()) {
                return Optional.empty();
            }
            Node root = documents.next();
            if (documents.hasNext()) {
                int line = documents.next().getStartMark().map(Mark::getLine).orElse(0) + 1;
                problems.addAt(line, 0, "a second document starts here; one file holds one, so remove the --- line");
            }
            return Optional.of(root);
        } catch (MarkedYamlEngineException e) {
            Optional<Mark> mark = e.getProblemMark().or(e::getContextMark);
            problems.addAt(
                    mark.map(Mark::getLine).orElse(-1) + 1,
                    mark.map(Mark::getColumn).orElse(-1) + 1,
                    "not valid YAML: " + explain(e.getProblem()));
        } catch (ReaderException e) {
            int line = (int) text.codePoints()
                            .limit(e.getPosition())
                            .filter(c -> c == '\n')
                            .count()
                    + 1;
            problems.addAt(line, 0, "not valid YAML: it holds a character that YAML does not allow");
        } catch (YamlEngineException e) {
            problems.addAt(0, 0, "refused as hostile YAML: too many aliases, or aliases that contain themselves");
        }
        return Optional.empty();
    }

    private static boolean isBounded(LoadSettings settings, String text, Problems problems) {
        int depth = 0;
        for (Event event : new Parse(settings).parseString(text)) {
            if (event instanceof CollectionEndEvent) {
                depth--;
            } else if (event instanceof CollectionStartEvent && ++depth > MAX_DEPTH) {
                int line = event.getStartMark().map(Mark::getLine).orElse(-1) + 1;
                problems.addAt(line, 0, "nested deeper than " + MAX_DEPTH + " levels, which no setting is");
                return false;
            }
        }
        return true;
    }

    private static String explain(String problem) {
        if (problem.startsWith("found undefined alias")) {
            return "undefined alias; a value that starts with * must be in quotes";
        }
        if (problem.startsWith("found undefined tag handle")) {
            return "undefined tag; a value that starts with ! must be in quotes";
        }
        if (problem.contains("that cannot start any token")) {
            return problem + "; put the value in quotes, and indent with spaces";
        }
        if (problem.startsWith("mapping values are not allowed")) {
            return problem + "; a value that holds \": \" must be in quotes";
        }
        return problem;
    }
}
