package com.allodoc.ops.exporter.config;

import static java.util.Objects.requireNonNull;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.nodes.Node;

/**
 * Reads the configuration, from a file or from the environment. A file says everything: beside it, variables count only
 * where it refers to them. Immutable, and reads anew at every call.
 *
 * @see #of(Environment)
 */
public final class ConfigLoader {
    /** More than any configuration needs, and little enough to be read by accident. */
    static final int MAX_FILE = 1024 * 1024;

    private final Environment environment;
    private final KnownCollectors collectors;

    private ConfigLoader(Environment environment, KnownCollectors collectors) {
        this.environment = requireNonNull(environment, "environment");
        this.collectors = collectors;
    }

    /** One that takes any name for that of a collector. */
    public static ConfigLoader of(Environment environment) {
        return new ConfigLoader(environment, KnownCollectors.ANY);
    }

    /** The same, but it refuses the name of a collector that its source does not have. */
    public ConfigLoader knowing(KnownCollectors known) {
        return new ConfigLoader(environment, known);
    }

    /**
     * What the environment says, and the local servers for what it doesn't mention.
     *
     * @throws ConfigException with every problem
     */
    public ExporterConfig fromEnvironment() throws ConfigException {
        Problems problems = new Problems(Problems.ENVIRONMENT);
        List<PostgresTarget> postgres = new PostgresVariables(environment, problems).decode();
        List<RedisTarget> redis = new RedisVariables(environment, problems).decode();
        List<ContainerTarget> containers = new DockerVariables(environment, problems).decode();
        List<HostTarget> hosts = new HostVariables(environment, problems).decode();
        problems.throwIfAny();
        return new ExporterConfig(ListenConfig.DEFAULT, ScrapeConfig.DEFAULT, postgres, redis, containers, hosts);
    }

    /**
     * What the file says.
     *
     * @throws ConfigException with every problem, also when the file can't be read
     */
    public ExporterConfig fromFile(Path file) throws ConfigException {
        Problems problems = new Problems(file.toString());
        String text = "";
        try {
            text = TextFile.read(file, MAX_FILE);
        } catch (IOException e) {
            problems.addAt(0, 0, "the configuration file " + e.getMessage() + "; check the path after --config");
            problems.throwIfAny();
        }
        Optional<Node> root = YamlText.compose(text, problems);
        problems.throwIfAny();
        if (root.isEmpty()) {
            problems.addAt(
                    1,
                    0,
                    "the configuration file is empty; list what to watch under targets.postgres,"
                            + " targets.redis and targets.docker");
            problems.throwIfAny();
        }
        Path folder = Optional.ofNullable(file.getParent()).orElse(Path.of(""));
        YamlContext context =
                new YamlContext(problems, new References(environment, folder), collectors, file.toString(), text);
        YamlValue value = new YamlValue(root.orElseThrow(), 1, "", context);
        Optional<YamlObject> object = value.object();
        problems.throwIfAny();
        return new ConfigDecoder(problems).decode(object.orElseThrow());
    }
}
