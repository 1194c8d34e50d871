package com.allodoc.ops.exporter.config;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;

/** redis_exporter's password file: {@code {"redis://host:6379": "password"}}. JSON is YAML, so our parser reads it. */
final class PasswordMap {
    private final Map<String, String> passwords = new HashMap<>();

    private PasswordMap() {}

    /** @throws IllegalArgumentException when it isn't such a map; the message repeats nothing of it */
    static PasswordMap parse(String json) {
        PasswordMap map = new PasswordMap();
        Object root = YamlText.compose(json, new Problems("")).orElse(null);
        if (!(root instanceof MappingNode mapping)) {
            throw new IllegalArgumentException("the file starts with { but is no JSON map from address to password");
        }
        for (NodeTuple entry : mapping.getValue()) {
            if (!(entry.getKeyNode() instanceof ScalarNode key)
                    || !(entry.getValueNode() instanceof ScalarNode value)) {
                throw new IllegalArgumentException("the file's JSON map must hold texts only: address and password");
            }
            map.passwords.put(normal(key.getValue()), value.getValue());
        }
        return map;
    }

    /** The password of an address; none when the map doesn't know it, as with redis_exporter. */
    Optional<String> of(String address) {
        return Optional.ofNullable(passwords.get(normal(address))).filter(p -> !p.isEmpty());
    }

    private static String normal(String address) {
        String withScheme = address.contains("://") ? address : "redis://" + address;
        return withScheme.endsWith("/") ? withScheme.substring(0, withScheme.length() - 1) : withScheme;
    }
}
