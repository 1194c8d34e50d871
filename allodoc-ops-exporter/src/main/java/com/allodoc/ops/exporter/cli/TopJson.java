package com.allodoc.ops.exporter.cli;

import com.allodoc.ops.exporter.TopFrame;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;

/** A frame of {@code top} as one line of JSON. What is not known is left out. */
final class TopJson {
    private static final ObjectMapper JSON = new ObjectMapper();

    private TopJson() {}

    static String render(TopFrame frame) {
        ObjectNode root = JSON.createObjectNode();
        root.put("at", frame.at().toString());
        root.put("level", frame.level().name().toLowerCase(Locale.ROOT));
        frame.down().forEach(root.putArray("down")::add);
        var services = root.putArray("services");
        for (TopFrame.Use use : frame.budgets()) {
            ObjectNode node = services.addObject();
            node.put("service", use.budget().service());
            node.put("level", use.level().name().toLowerCase(Locale.ROOT));
            number(node, "cores", use.cores());
            number(node, "cores_budget", use.budget().cpus());
            number(node, "memory_bytes", use.memoryBytes());
            number(node, "memory_budget_bytes", (double) use.budget().memoryBytes());
        }
        var containers = root.putArray("containers");
        for (TopFrame.Row row : frame.rows()) {
            ObjectNode node = containers.addObject();
            node.put("name", row.name());
            node.put("service", row.service());
            node.put("state", row.state());
            number(node, "cores", row.cores());
            number(node, "memory_bytes", row.memoryBytes());
            number(node, "memory_limit_bytes", row.memoryLimitBytes());
            number(node, "network_received_bytes", row.received());
            number(node, "network_sent_bytes", row.sent());
            number(node, "block_read_bytes", row.read());
            number(node, "block_written_bytes", row.written());
            number(node, "threads", row.threads());
        }
        return root.toString();
    }

    private static void number(ObjectNode node, String field, double value) {
        if (!Double.isNaN(value)) {
            if (value == Math.rint(value) && Math.abs(value) < 1e15) {
                node.put(field, (long) value);
            } else {
                node.put(field, value);
            }
        }
    }
}
