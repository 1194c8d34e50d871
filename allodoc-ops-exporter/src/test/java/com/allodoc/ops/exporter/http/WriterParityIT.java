package com.allodoc.ops.exporter.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.allodoc.ops.exporter.sample.SampleTable;
import com.allodoc.ops.exporter.testing.Await;
import com.allodoc.ops.exporter.testing.Programs;
import com.allodoc.ops.exporter.testing.Prometheus;
import com.allodoc.ops.exporter.testing.Seed;
import com.sun.net.httpserver.HttpServer;
import io.prometheus.client.CollectorRegistry;
import io.prometheus.client.exporter.common.TextFormat;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.math.BigDecimal;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The same samples through simpleclient's writer and ours mean the same to Prometheus. */
@Timeout(120)
class WriterParityIT {
    /** Java writes {@code 1.5E-4} where Go, and so every other library of Prometheus, has {@code 0.00015}. */
    private static final Pattern JAVA_EDGE = Pattern.compile("(\\b(?:le|quantile)=)(-?[0-9.]+E-4)(?=[,}])");

    /** OpenMetrics demands {@code le="1.0"} where the text format of Prometheus's own libraries has {@code le="1"}. */
    private static final Pattern POINT_ZERO = Pattern.compile("(\\b(?:le|quantile)=)([0-9]+\\.0)(?=[,}])");

    private final long seed = Seed.value();
    private final List<SampleTable> tables = tables(seed);

    private static List<SampleTable> tables(long seed) {
        List<SampleTable> tables = new ArrayList<>(HostilePage.tables(seed));
        for (int i = 0; i < 40; i++) {
            tables.addAll(RandomPage.tables(seed + i));
        }
        return tables;
    }

    private byte[] ours(PageFormat format) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PageWriter.write(Page.of(tables, name -> true), format, out);
        return out.toByteArray();
    }

    private byte[] theirs() throws IOException {
        CollectorRegistry registry = new CollectorRegistry();
        registry.register(new SnapshotCollector(tables));
        StringWriter page = new StringWriter();
        TextFormat.write004(page, registry.metricFamilySamples());
        return page.toString().getBytes(StandardCharsets.UTF_8);
    }

    @Test
    void prometheus_reads_the_same_series_from_all_of_them(@TempDir Path folder) throws Exception {
        Programs.require("prometheus");
        byte[] theirs = theirs();
        byte[] text = ours(PageFormat.TEXT);
        byte[] openMetrics = ours(PageFormat.OPENMETRICS);
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 10);
        serve(server, "/theirs", PageFormat.TEXT, theirs);
        serve(server, "/text", PageFormat.TEXT, text);
        serve(server, "/openmetrics", PageFormat.OPENMETRICS, openMetrics);
        server.start();
        String address = "127.0.0.1:" + server.getAddress().getPort();
        try (Prometheus prometheus = Prometheus.scraping(
                folder,
                Map.of("theirs", address + "/theirs", "text", address + "/text", "om", address + "/openmetrics"))) {
            for (String job : List.of("theirs", "text", "om")) {
                prometheus.awaitUp(job);
            }
            Await.until(() -> prometheus.query("{job=\"theirs\"}").size() > 500);

            Map<String, Double> expected = renamed(series(prometheus, "theirs"), JAVA_EDGE, WriterParityIT::plain);
            assertThat(series(prometheus, "text")).as("seed %d", seed).isEqualTo(expected);
            assertThat(renamed(series(prometheus, "om"), POINT_ZERO, edge -> edge.replace(".0", "")))
                    .as("seed %d", seed)
                    .isEqualTo(expected);
        } finally {
            server.stop(0);
        }
    }

    private static Map<String, Double> series(Prometheus prometheus, String job) throws Exception {
        return prometheus.query("{job=\"" + job + "\",__name__!~\"up|scrape_.*\"}");
    }

    private static Map<String, Double> renamed(Map<String, Double> series, Pattern edges, UnaryOperator<String> name) {
        Map<String, Double> renamed = new TreeMap<>();
        series.forEach((labels, value) -> renamed.put(
                edges.matcher(labels).replaceAll(edge -> edge.group(1) + name.apply(edge.group(2))), value));
        return renamed;
    }

    private static String plain(String number) {
        return new BigDecimal(number).toPlainString();
    }

    @Test
    void promtool_accepts_the_page() throws Exception {
        String promtool = Programs.require("promtool").toString();
        Programs.Output output = Programs.run(ours(PageFormat.TEXT), promtool, "check", "metrics");

        // Names are chosen to be odd, which promtool remarks on with exit code 3; what it can't read it ends with 1.
        assertThat(output.exitCode()).as(output.text()).isIn(0, 3);
        assertThat(output.text()).doesNotContain("error while linting");
    }

    private static void serve(HttpServer server, String path, PageFormat format, byte[] page) {
        server.createContext(path, exchange -> {
            exchange.getResponseHeaders().set("Content-Type", format.contentType());
            exchange.sendResponseHeaders(200, page.length);
            try (exchange) {
                exchange.getResponseBody().write(page);
            }
        });
    }
}
