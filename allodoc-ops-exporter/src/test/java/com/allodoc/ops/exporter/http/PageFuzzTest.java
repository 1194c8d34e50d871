package com.allodoc.ops.exporter.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.allodoc.ops.exporter.sample.Column;
import com.allodoc.ops.exporter.sample.Distribution;
import com.allodoc.ops.exporter.sample.DistributionColumn;
import com.allodoc.ops.exporter.sample.MetricType;
import com.allodoc.ops.exporter.sample.SampleTable;
import com.allodoc.ops.exporter.sample.ScalarColumn;
import com.allodoc.ops.exporter.testing.Seed;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Random pages, read back by a parser that knows the grammar and not our writer: everything is what it was. */
class PageFuzzTest {
    private final long seed = Seed.value();

    @Test
    void two_thousand_random_pages_are_read_back_as_they_were() throws IOException {
        fuzz(2_000);
    }

    @Test
    @Tag("endurance")
    void half_a_million_random_pages_are_read_back_as_they_were() throws IOException {
        fuzz(500_000);
    }

    private void fuzz(int pages) throws IOException {
        for (int i = 0; i < pages; i++) {
            List<SampleTable> tables = RandomPage.tables(seed + i);
            for (PageFormat format : PageFormat.values()) {
                PageParser parsed = read(tables, format);
                assertThat(parsed.samples()).as("seed %d", seed + i).isEqualTo(expected(tables, format));
                assertThat(parsed.types().keySet()).isEqualTo(parsed.helps().keySet());
            }
            assertThat(read(tables, PageFormat.TEXT).helps())
                    .as("seed %d", seed + i)
                    .isEqualTo(read(tables, PageFormat.OPENMETRICS).helps().entrySet().stream()
                            .collect(
                                    TreeMap::new,
                                    (all, e) -> all.put(fullName(e.getKey(), tables), e.getValue()),
                                    Map::putAll));
        }
    }

    private static String fullName(String family, List<SampleTable> tables) {
        return tables.stream()
                        .flatMap(table -> table.columns().stream())
                        .anyMatch(column -> column.family().name().equals(family))
                ? family
                : family + "_total";
    }

    private static PageParser read(List<SampleTable> tables, PageFormat format) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Reply.Body body = PageWriter.body(Page.of(tables, name -> true), format);
        body.write(out);
        assertThat(body.length()).hasValue(out.size());
        return PageParser.parse(out.toString(StandardCharsets.UTF_8), format);
    }

    private static Map<String, Double> expected(List<SampleTable> tables, PageFormat format) {
        Map<String, Double> samples = new TreeMap<>();
        for (SampleTable table : tables) {
            for (Column column : table.columns()) {
                for (int row = 0; row < table.rows(); row++) {
                    if (column.isPresent(row)) {
                        add(samples, table, column, row, format);
                    }
                }
            }
        }
        return samples;
    }

    private static void add(Map<String, Double> samples, SampleTable table, Column column, int row, PageFormat format) {
        Map<String, String> labels = new TreeMap<>();
        for (int i = 0; i < table.constantNames().size(); i++) {
            labels.put(table.constantNames().get(i), table.constantValue(i));
        }
        for (int i = 0; i < table.labelNames().size(); i++) {
            labels.put(table.labelNames().get(i), table.labelValue(row, i));
        }
        String name = column.family().name();
        if (column instanceof ScalarColumn scalars) {
            samples.put(name + labels, scalars.value(row));
            return;
        }
        Distribution distribution = ((DistributionColumn) column).distribution(row);
        boolean histogram = column.family().type() == MetricType.HISTOGRAM;
        for (int i = 0; i < distribution.size(); i++) {
            Map<String, String> withEdge = new TreeMap<>(labels);
            withEdge.put(histogram ? "le" : "quantile", edge(distribution.edge(i), format));
            samples.put((histogram ? name + "_bucket" : name) + withEdge, distribution.value(i));
        }
        if (histogram) {
            Map<String, String> infinite = new TreeMap<>(labels);
            infinite.put("le", "+Inf");
            samples.put(name + "_bucket" + infinite, distribution.count());
        }
        samples.put(name + "_sum" + labels, distribution.sum());
        samples.put(name + "_count" + labels, distribution.count());
    }

    /** Edges have tests of their own, NumberTextTest; here they only have to arrive. */
    private static String edge(double edge, PageFormat format) {
        byte[] bytes = new byte[NumberText.MAX_LENGTH];
        String text = new String(bytes, 0, new NumberText().edge(edge, bytes, 0), StandardCharsets.US_ASCII);
        assertThat(Double.parseDouble(text)).isEqualTo(edge);
        return format == PageFormat.OPENMETRICS && text.matches("-?[0-9]+") ? text + ".0" : text;
    }
}
