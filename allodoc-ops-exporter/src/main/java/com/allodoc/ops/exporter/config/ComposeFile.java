package com.allodoc.ops.exporter.config;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.snakeyaml.engine.v2.api.LoadSettings;
import org.snakeyaml.engine.v2.api.lowlevel.Compose;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/**
 * Which services a compose file starts: all but those with {@code profiles} and those scaled to 0. Merge keys and what
 * {@code extends} brings are not followed, as they change what a service is, not whether there is one.
 */
final class ComposeFile {
    private static final int MAX_FILE = 1024 * 1024;

    private ComposeFile() {}

    /**
     * The services, as {@code project/service} where the file has a name that is no variable, else by their names.
     *
     * @throws IllegalArgumentException when the file can't be read; its message completes a sentence about it
     */
    static List<String> services(Path file) {
        String text;
        try {
            text = TextFile.read(file, MAX_FILE);
        } catch (IOException e) {
            throw new IllegalArgumentException("the compose file " + file + " " + e.getMessage(), e);
        }
        Optional<Node> root;
        try {
            root = new Compose(LoadSettings.builder().build()).composeString(text);
        } catch (YamlEngineException e) {
            throw new IllegalArgumentException("the compose file " + file + " is not valid YAML", e);
        }
        Optional<Node> services = root.flatMap(node -> child(node, "services"));
        if (services.isEmpty() || !(services.get() instanceof MappingNode mapping)) {
            throw new IllegalArgumentException("the compose file " + file + " has no services");
        }
        String prefix = root.flatMap(node -> scalar(node, "name"))
                .filter(name -> !name.contains("$"))
                .map(name -> name + "/")
                .orElse("");
        List<String> names = new ArrayList<>();
        for (NodeTuple service : mapping.getValue()) {
            if (service.getKeyNode() instanceof ScalarNode name && isStarted(service.getValueNode())) {
                names.add(prefix + name.getValue());
            }
        }
        return names;
    }

    private static boolean isStarted(Node service) {
        Optional<String> replicas =
                child(service, "deploy").flatMap(deploy -> scalar(deploy, "replicas")).or(() -> scalar(service, "scale"));
        return child(service, "profiles").isEmpty()
                && !replicas.map("0"::equals).orElse(false);
    }

    private static Optional<String> scalar(Node node, String key) {
        return child(node, key)
                .filter(ScalarNode.class::isInstance)
                .map(value -> ((ScalarNode) value).getValue());
    }

    private static Optional<Node> child(Node node, String key) {
        if (node instanceof MappingNode mapping) {
            for (NodeTuple entry : mapping.getValue()) {
                if (entry.getKeyNode() instanceof ScalarNode name && name.getValue().equals(key)) {
                    return Optional.of(entry.getValueNode());
                }
            }
        }
        return Optional.empty();
    }
}
