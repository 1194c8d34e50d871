package com.allodoc.ops.exporter.config;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.snakeyaml.engine.v2.nodes.MappingNode;
import org.snakeyaml.engine.v2.nodes.Node;
import org.snakeyaml.engine.v2.nodes.NodeTuple;
import org.snakeyaml.engine.v2.nodes.ScalarNode;
import org.snakeyaml.engine.v2.nodes.Tag;

/** Lays one YAML tree over another: mappings key by key, everything else as a whole; a null removes. */
final class YamlMerge {
    private YamlMerge() {}

    /** The result has the lines of {@code own} wherever it says something. */
    static Node over(Node base, Node own) {
        if (!(base instanceof MappingNode under) || !(own instanceof MappingNode above)) {
            return own;
        }
        Map<String, NodeTuple> merged = new LinkedHashMap<>();
        for (NodeTuple tuple : under.getValue()) {
            merged.put(key(tuple), tuple);
        }
        int foreign = 0;
        for (NodeTuple tuple : above.getValue()) {
            String key = key(tuple);
            NodeTuple before = merged.get(key);
            if (before == null) {
                merged.put(key, tuple);
            } else if (before.getKeyNode() instanceof ScalarNode && isNull(tuple.getValueNode())) {
                merged.remove(key);
            } else if (isFrom(before, above)) {
                // The same key twice in one file: keep both, so that decoding reports it.
                merged.put(key + '\n' + foreign++, tuple);
            } else {
                merged.put(key, new NodeTuple(tuple.getKeyNode(), over(before.getValueNode(), tuple.getValueNode())));
            }
        }
        return new MappingNode(
                Tag.MAP,
                true,
                List.copyOf(merged.values()),
                above.getFlowStyle(),
                above.getStartMark(),
                above.getEndMark());
    }

    private static boolean isFrom(NodeTuple tuple, MappingNode node) {
        return node.getValue().stream().anyMatch(own -> own.getKeyNode() == tuple.getKeyNode());
    }

    private static boolean isNull(Node node) {
        return node instanceof ScalarNode scalar && scalar.getTag().equals(Tag.NULL);
    }

    private static String key(NodeTuple tuple) {
        return tuple.getKeyNode() instanceof ScalarNode scalar ? scalar.getValue() : "\n" + tuple.hashCode();
    }
}
