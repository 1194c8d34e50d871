package com.allodoc.ops.exporter.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.allodoc.ops.exporter.sample.Family;
import com.allodoc.ops.exporter.sample.SampleTable;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A page by a remembered way must be the page that no memory would make. */
class PageOrderTest {
    private final PageOrder remembered = new PageOrder();

    private static String write(List<SampleTable> tables, PageOrder order, PageFormat format) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PageWriter.write(Page.of(tables, name -> true, order), format, out);
        return out.toString(StandardCharsets.UTF_8);
    }

    private static SampleTable gauge(String name, String help, double value) {
        return SampleTable.single(Family.gauge(name, help), value);
    }

    private static SampleTable counter(String name, double value) {
        return SampleTable.single(Family.counter(name, "Counted."), value);
    }

    @ParameterizedTest
    @EnumSource(PageFormat.class)
    void every_change_of_the_families_is_noticed(PageFormat format) throws IOException {
        List<List<SampleTable>> pages = List.of(
                List.of(gauge("b", "B.", 1), gauge("a", "A.", 2), counter("c_total", 3)),
                List.of(gauge("b", "B.", 4), gauge("a", "A.", 5), counter("c_total", 6)),
                // one more, one less, another order, another name, another help, another type, none
                List.of(gauge("b", "B.", 1), gauge("a", "A.", 2), counter("c_total", 3), gauge("c", "C.", 1)),
                List.of(gauge("b", "B.", 1), gauge("a", "A.", 2)),
                List.of(gauge("a", "A.", 1), gauge("b", "B.", 2)),
                List.of(gauge("a", "A.", 1), gauge("z", "B.", 2)),
                List.of(gauge("a", "A.", 1), gauge("z", "Z.", 2)),
                List.of(gauge("a", "A.", 1), SampleTable.single(Family.counter("z", "Z."), 2)),
                List.of(),
                List.of(gauge("a", "A.", 1), counter("a", 2), gauge("a", "A.", 3)));

        for (List<SampleTable> page : pages) {
            assertThat(write(page, remembered, format)).isEqualTo(write(page, new PageOrder(), format));
            assertThat(write(page, remembered, format)).isEqualTo(write(page, new PageOrder(), format));
        }
    }

    @Test
    void both_formats_go_by_one_memory() throws IOException {
        List<SampleTable> page = List.of(counter("c_total", 1));

        assertThat(write(page, remembered, PageFormat.TEXT)).contains("# TYPE c_total counter");
        assertThat(write(page, remembered, PageFormat.OPENMETRICS)).contains("# TYPE c counter");
        assertThat(write(page, remembered, PageFormat.TEXT)).contains("# TYPE c_total counter");
    }

    @Test
    void families_of_one_name_keep_their_order_and_share_the_first_help() throws IOException {
        List<SampleTable> page = List.of(
                gauge("up", "First.", 1).with("server", "b"),
                gauge("up", "Second.", 2).with("server", "a"));

        assertThat(write(page, remembered, PageFormat.TEXT))
                .isEqualTo("# HELP up First.\n# TYPE up gauge\nup{server=\"b\"} 1\nup{server=\"a\"} 2\n");
    }
}
