package com.allodoc.ops.exporter.cli;

import com.allodoc.ops.exporter.CollectorCost;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/** Prints what the collectors cost: as a table for people, or one JSON object a line for programs. */
final class CostTable {
    private static final double NANOS_PER_MILLI = 1e6;

    private CostTable() {}

    static void print(List<CollectorCost> costs, OutputStream out) {
        int target = width(
                costs.stream().map(cost -> cost.source() + '/' + cost.target()).toList(), "target");
        int collector = width(costs.stream().map(CollectorCost::collector).toList(), "collector");
        String line = "%-" + target + "s  %-" + collector + "s  %10s  %10s  %s%n";
        PrintStream print = new PrintStream(out, false, StandardCharsets.UTF_8);
        print.printf(Locale.ROOT, line, "target", "collector", "series", "ms", "state");
        for (CollectorCost cost : costs) {
            print.printf(
                    Locale.ROOT,
                    line,
                    cost.source() + '/' + cost.target(),
                    cost.collector(),
                    cost.series(),
                    String.format(Locale.ROOT, "%.1f", millis(cost)),
                    state(cost));
        }
        print.printf(
                Locale.ROOT,
                line,
                "total",
                costs.size() + " collectors",
                costs.stream().mapToInt(CollectorCost::series).sum(),
                String.format(
                        Locale.ROOT,
                        "%.1f",
                        costs.stream().mapToDouble(CostTable::millis).sum()),
                "");
        print.flush();
    }

    private static int width(List<String> texts, String header) {
        return texts.stream().mapToInt(String::length).reduce(header.length(), Math::max);
    }

    private static String state(CollectorCost cost) {
        String dropped = cost.dropped() > 0 ? " dropped=" + cost.dropped() : "";
        return cost.state() + dropped + cost.message().map(why -> ": " + why).orElse("");
    }

    static void printJson(List<CollectorCost> costs, OutputStream out) throws IOException {
        ObjectMapper json = new ObjectMapper();
        for (CollectorCost cost : costs) {
            ObjectNode node = json.createObjectNode()
                    .put("source", cost.source())
                    .put("target", cost.target())
                    .put("collector", cost.collector())
                    .put("state", cost.state())
                    .put("series", cost.series())
                    .put("dropped", cost.dropped())
                    .put("milliseconds", millis(cost));
            cost.message().ifPresent(why -> node.put("message", why));
            out.write(json.writeValueAsBytes(node));
            out.write('\n');
        }
    }

    private static double millis(CollectorCost cost) {
        return (double) cost.duration().toNanos() / NANOS_PER_MILLI;
    }
}
