package com.allodoc.ops.exporter.config;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Optional;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;

/**
 * Reads the definition: the one that is shipped, or that with a team's own file over it. Both are {@code allodoc.yml} with the
 * same keys.
 */
public final class RunbookLoader {
    private static final String SHIPPED = "allodoc.yml";

    private final Environment environment;

    private RunbookLoader(Environment environment) {
        this.environment = requireNonNull(environment, "environment");
    }

    public static RunbookLoader of(Environment environment) {
        return new RunbookLoader(environment);
    }

    /**
     * The definition that is shipped.
     *
     * @throws ConfigException never, unless the archive was tampered with
     */
    public RunbookFile shipped() throws ConfigException {
        Problems problems = new Problems(SHIPPED);
        return decode(shippedNode(), problems, Path.of(""));
    }

    /**
     * The shipped definition with this file over it: what it names replaces, mappings are merged, {@code ~} removes.
     *
     * @throws ConfigException with every problem, lines counted in the file
     */
    public RunbookFile over(Path file) throws ConfigException {
        Problems problems = new Problems(file.toString());
        String text = "";
        try {
            text = TextFile.read(file, ConfigLoader.MAX_FILE);
        } catch (IOException e) {
            problems.addAt(0, 0, "the definition " + e.getMessage() + "; check the path after --runbook");
        }
        problems.throwIfAny();
        Optional<Node> own = YamlText.compose(text, problems);
        problems.throwIfAny();
        Node merged = own.map(node -> YamlMerge.over(shippedNode(), node)).orElseGet(RunbookLoader::shippedNode);
        return decode(merged, problems, Optional.ofNullable(file.getParent()).orElse(Path.of("")));
    }

    private RunbookFile decode(Node root, Problems problems, Path folder) throws ConfigException {
        YamlContext context = new YamlContext(problems, new References(environment, folder), KnownCollectors.ANY);
        Optional<YamlObject> object = new YamlValue(root, YamlContext.line(root), "", context).object();
        problems.throwIfAny();
        return new RunbookDecoder(problems).decode(object.orElseThrow());
    }

    private static Node shippedNode() {
        try (InputStream in = requireNonNull(RunbookLoader.class.getResourceAsStream(SHIPPED), SHIPPED)) {
            String text = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return YamlText.compose(text, new Problems(SHIPPED))
                    .filter(MappingNode.class::isInstance)
                    .orElseThrow(() -> new IllegalStateException(SHIPPED + " of this archive is damaged"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
