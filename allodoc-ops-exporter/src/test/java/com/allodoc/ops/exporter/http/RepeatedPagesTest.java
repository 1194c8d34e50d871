package com.allodoc.ops.exporter.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.allodoc.ops.exporter.sample.Distribution;
import com.allodoc.ops.exporter.sample.Family;
import com.allodoc.ops.exporter.sample.MetricType;
import com.allodoc.ops.exporter.sample.SampleTable;
import com.allodoc.ops.exporter.testing.Seed;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Whatever came before, a page must be the one that no memory would make. */
class RepeatedPagesTest {
    private static final MetricsRequest EVERYTHING = MetricsRequest.parse(null);
    private static final Family SIZE = Family.gauge("size", "Size.", "name");

    private final RepeatedPages pages = new RepeatedPages();

    private String again(List<SampleTable> tables, MetricsRequest request, PageFormat format) throws IOException {
        return text(pages.body(tables, request, format));
    }

    private static String anew(List<SampleTable> tables, PageFormat format) throws IOException {
        return text(PageWriter.body(Page.of(tables, name -> true), format));
    }

    private static String text(Reply.Body body) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        body.write(out);
        return out.toString(StandardCharsets.UTF_8);
    }

    @ParameterizedTest
    @EnumSource(PageFormat.class)
    void a_thousand_random_pages_with_other_numbers_each_time(PageFormat format) throws IOException {
        long seed = Seed.value();
        for (int i = 0; i < 1_000; i++) {
            for (int numbers = 0; numbers < 4; numbers++) {
                // Every other page repeats half of the numbers of the one before.
                List<SampleTable> tables = new ArrayList<>(RandomPage.tables(seed + i, seed + numbers / 2));
                List<SampleTable> others = RandomPage.tables(seed + i, seed + numbers);
                for (int table = 0; table < tables.size(); table += 2) {
                    tables.set(table, others.get(table));
                }
                assertThat(again(tables, EVERYTHING, format))
                        .as("seed %d, numbers %d", seed + i, numbers)
                        .isEqualTo(anew(tables, format));
            }
        }
    }

    @Test
    void a_page_of_the_same_looks_is_written_by_what_was_remembered() throws IOException {
        List<SampleTable> first = RandomPage.tables(1, 1);
        Page page = Page.of(first, name -> true);
        String written = text(PageWriter.body(page, PageFormat.TEXT));
        PageTemplate template = PageTemplate.of(first, page, written.getBytes(StandardCharsets.UTF_8));

        List<SampleTable> second = RandomPage.tables(1, 2);
        assertThat(template.fits(second)).isTrue();
        assertThat(text(out -> template.write(second, out)))
                .isEqualTo(anew(second, PageFormat.TEXT))
                .isNotEqualTo(written);
        assertThat(template.fits(RandomPage.tables(2, 2))).isFalse();
    }

    private static SampleTable sizes(Family family, String... names) {
        SampleTable.Builder table = SampleTable.labelled("name");
        int column = table.column(family);
        for (String name : names) {
            table.row(name);
            if (!name.isEmpty()) {
                table.set(column, name.length());
            }
        }
        return table.build();
    }

    private static SampleTable times(MetricType type, double... edges) {
        SampleTable.Builder table = SampleTable.labelled();
        int column = table.column(new Family("times", type, "Times.", List.of()));
        return table.row()
                .set(column, Distribution.of(edges, new double[edges.length], 1, 2))
                .build();
    }

    @ParameterizedTest
    @EnumSource(PageFormat.class)
    void every_change_of_its_looks_is_noticed(PageFormat format) throws IOException {
        List<List<SampleTable>> all = List.of(
                List.of(sizes(SIZE, "a", "bb"), times(MetricType.HISTOGRAM, 1, 2)),
                // another label, a sample less, a row less, one more, another order, another name of the label
                List.of(sizes(SIZE, "a", "cc"), times(MetricType.HISTOGRAM, 1, 2)),
                List.of(sizes(SIZE, "a", ""), times(MetricType.HISTOGRAM, 1, 2)),
                List.of(sizes(SIZE, "a"), times(MetricType.HISTOGRAM, 1, 2)),
                List.of(sizes(SIZE, "a", "bb", "ccc"), times(MetricType.HISTOGRAM, 1, 2)),
                List.of(sizes(SIZE, "bb", "a", "ccc"), times(MetricType.HISTOGRAM, 1, 2)),
                List.of(
                        SampleTable.labelled("nom")
                                .row("bb")
                                .row("a")
                                .row("ccc")
                                .build(),
                        times(MetricType.HISTOGRAM, 1, 2)),
                // another edge, one less, quantiles, a help, a type, a label that is the same on all, its value
                List.of(sizes(SIZE, "a"), times(MetricType.HISTOGRAM, 1, 3)),
                List.of(sizes(SIZE, "a"), times(MetricType.HISTOGRAM, 1)),
                List.of(sizes(SIZE, "a"), times(MetricType.SUMMARY, 1)),
                List.of(sizes(Family.gauge("size", "How large.", "name"), "a"), times(MetricType.SUMMARY, 1)),
                List.of(sizes(Family.counter("size", "How large.", "name"), "a"), times(MetricType.SUMMARY, 1)),
                List.of(sizes(SIZE, "a").with("server", "x"), times(MetricType.SUMMARY, 1)),
                List.of(sizes(SIZE, "a").with("server", "y"), times(MetricType.SUMMARY, 1)),
                List.of(sizes(SIZE, "a").with("host", "y"), times(MetricType.SUMMARY, 1)),
                // a table less, one that is there twice, a name of two types, nothing
                List.of(sizes(SIZE, "a")),
                List.of(sizes(SIZE, "a"), sizes(SIZE, "a")),
                List.of(sizes(SIZE, "a"), sizes(Family.counter("size", "Size.", "name"), "b")),
                List.of());

        for (List<SampleTable> tables : all) {
            assertThat(again(tables, EVERYTHING, format)).isEqualTo(anew(tables, format));
            assertThat(again(tables, EVERYTHING, format)).isEqualTo(anew(tables, format));
        }
    }

    @Test
    void a_request_for_a_part_neither_uses_nor_disturbs_it() throws IOException {
        List<SampleTable> tables = List.of(sizes(SIZE, "a"), times(MetricType.SUMMARY));
        MetricsRequest part = MetricsRequest.parse("name[]=size");

        String whole = again(tables, EVERYTHING, PageFormat.TEXT);
        assertThat(again(tables, part, PageFormat.TEXT))
                .isEqualTo("# HELP size Size.\n# TYPE size gauge\nsize{name=\"a\"} 1\n");
        assertThat(again(tables, EVERYTHING, PageFormat.TEXT)).isEqualTo(whole).contains("times_sum 1\n");
        assertThat(again(tables, MetricsRequest.parse("collect[]=a"), PageFormat.TEXT))
                .isEqualTo(whole);
    }

    @Test
    void a_large_page_tells_its_length_and_keeps_nothing() throws IOException {
        String[] names = new String[20_000];
        for (int i = 0; i < names.length; i++) {
            names[i] = "n" + i;
        }
        List<SampleTable> tables = List.of(sizes(SIZE, names));
        assertThat(again(tables, EVERYTHING, PageFormat.TEXT)).hasSizeGreaterThan(GatheredBody.MOST);

        Reply.Body second = pages.body(tables, EVERYTHING, PageFormat.TEXT);
        assertThat(second.length()).hasValue(anew(tables, PageFormat.TEXT).length());
        second.write(OutputStream.nullOutputStream());
        List<SampleTable> small = List.of(sizes(SIZE, "a"));
        assertThat(again(small, EVERYTHING, PageFormat.TEXT)).isEqualTo(anew(small, PageFormat.TEXT));
        assertThat(again(small, EVERYTHING, PageFormat.TEXT)).isEqualTo(anew(small, PageFormat.TEXT));
    }
}
