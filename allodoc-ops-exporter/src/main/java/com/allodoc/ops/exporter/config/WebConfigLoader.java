package com.allodoc.ops.exporter.config;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Optional;
import org.snakeyaml.engine.v2.nodes.Node;

/**
 * Reads {@code --web.config.file}. A key that the exporter toolkit does not know is an error here too, with its line.
 * Immutable, and reads anew at every call.
 *
 * @see #of(Environment)
 */
public final class WebConfigLoader {
    private final Environment environment;

    private WebConfigLoader(Environment environment) {
        this.environment = requireNonNull(environment, "environment");
    }

    /**
     * A loader.
     *
     * @param environment for what the file refers to with <code>${env:NAME}</code>
     */
    public static WebConfigLoader of(Environment environment) {
        return new WebConfigLoader(environment);
    }

    /**
     * What the file says; an empty one protects nothing.
     *
     * @throws ConfigException with every problem, also when the file can't be read
     */
    public WebConfig fromFile(Path file) throws ConfigException {
        Problems problems = new Problems(file.toString());
        String text = "";
        try {
            text = TextFile.read(file, ConfigLoader.MAX_FILE);
        } catch (IOException e) {
            problems.addAt(
                    0, 0, "the web configuration file " + e.getMessage() + "; check the path after --web.config.file");
            problems.throwIfAny();
        }
        Optional<Node> root = YamlText.compose(text, problems);
        problems.throwIfAny();
        if (root.isEmpty()) {
            return WebConfig.OPEN;
        }
        Path folder = Optional.ofNullable(file.getParent()).orElse(Path.of(""));
        YamlContext context = new YamlContext(
                problems, new References(environment, folder), KnownCollectors.ANY, file.toString(), text);
        Optional<YamlObject> object = new YamlValue(root.get(), 1, "", context).object();
        problems.throwIfAny();
        return new WebConfigDecoder(problems).decode(object.orElseThrow());
    }
}
