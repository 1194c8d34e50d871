package com.allodoc.ops.exporter.http;

import com.allodoc.ops.exporter.collect.Fleet;
import com.allodoc.ops.exporter.collect.ProbeRequest;
import com.allodoc.ops.exporter.collect.Target;
import com.allodoc.ops.exporter.collect.TargetScraper;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.StringJoiner;
import org.jspecify.annotations.Nullable;

/**
 * Answers {@code /sd} as Prometheus's HTTP service discovery asks: every configured target, and every server that a
 * probe module names one by one, each with the path and the parameters that scrape it here. Nothing has to be relabelled.
 *
 * @see <a href="https://prometheus.io/docs/prometheus/latest/http_sd/">Prometheus: HTTP SD</a>
 */
final class DiscoveryHandler {
    /** What a Host header may hold to be told back. */
    private static final String HOST = "[A-Za-z0-9._-]{1,253}(:[0-9]{1,5})?|\\[[0-9A-Fa-f:.]{2,45}](:[0-9]{1,5})?";

    private final Fleet fleet;

    DiscoveryHandler(Fleet fleet) {
        this.fleet = fleet;
    }

    void answer(Reply reply) throws IOException {
        String exporter = reply.header("Host");
        if (exporter == null || !exporter.matches(HOST)) {
            reply.text(400, "The Host header must say by which name this exporter is reached.\n");
            return;
        }
        reply.json(json(exporter));
    }

    private String json(String exporter) {
        StringJoiner groups = new StringJoiner(",\n", "[\n", "\n]\n");
        groups.setEmptyValue("[]\n");
        for (TargetScraper<?> scraper : fleet.scrapers()) {
            Target<?> target = scraper.target();
            groups.add(group(exporter, target.source(), target.name(), target.server(), null));
        }
        fleet.probes().ifPresent(probes -> {
            for (ProbeRequest named : probes.named()) {
                groups.add(group(exporter, named.source(), named.target(), named.target(), named.module()));
            }
        });
        return groups.toString();
    }

    private static String group(String exporter, String source, String target, String server, @Nullable String module) {
        Map<String, String> labels = new LinkedHashMap<>();
        labels.put("__metrics_path__", "/probe/" + source);
        labels.put("__param_target", target);
        if (module != null) {
            labels.put("__param_module", module);
        }
        labels.put("instance", server);
        labels.put("__meta_allodoc_source", source);
        labels.put("__meta_allodoc_target", target);
        labels.put("__meta_allodoc_server", server);
        StringJoiner json = new StringJoiner(", ", "{\"targets\": [" + quoted(exporter) + "], \"labels\": {", "}}");
        labels.forEach((name, value) -> json.add(quoted(name) + ": " + quoted(value)));
        return json.toString();
    }

    private static String quoted(String text) {
        StringBuilder json = new StringBuilder("\"");
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                json.append('\\').append(c);
            } else if (c < ' ') {
                json.append(String.format("\\u%04x", (int) c));
            } else {
                json.append(c);
            }
        }
        return json.append('"').toString();
    }
}
