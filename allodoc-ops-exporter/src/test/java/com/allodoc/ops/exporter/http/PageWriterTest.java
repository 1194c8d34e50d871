package com.allodoc.ops.exporter.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.allodoc.ops.exporter.sample.Distribution;
import com.allodoc.ops.exporter.sample.Family;
import com.allodoc.ops.exporter.sample.MetricType;
import com.allodoc.ops.exporter.sample.SampleTable;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class PageWriterTest {
    private static final Family SCANS = Family.counter("scans_total", "Scans.", "table");
    private static final Family COMMITS = Family.counter("commits", "A counter without\nits \"ending\".", "table");

    private static String write(PageFormat format, SampleTable... tables) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PageWriter.write(Page.of(List.of(tables), name -> true), format, out);
        return out.toString(StandardCharsets.UTF_8);
    }

    private static SampleTable counters() {
        SampleTable.Builder table = SampleTable.labelled("table");
        int scans = table.column(SCANS);
        int commits = table.column(COMMITS);
        return table.row("a")
                .set(scans, 1)
                .set(commits, 2.5)
                .row("b\"")
                .set(scans, 3)
                .build();
    }

    @Test
    void the_text_format() throws IOException {
        assertThat(write(PageFormat.TEXT, counters())).isEqualTo("""
                        # HELP commits A counter without\\nits "ending".
                        # TYPE commits counter
                        commits{table="a"} 2.5
                        # HELP scans_total Scans.
                        # TYPE scans_total counter
                        scans_total{table="a"} 1
                        scans_total{table="b\\""} 3
                        """);
    }

    @Test
    void labels_that_all_rows_share_go_before_the_others_on_each() throws IOException {
        SampleTable.Builder sizes = SampleTable.labelled("size");
        int size = sizes.column(Family.gauge("sizes", "Sizes.", "size"));
        SampleTable small = sizes.row("s").set(size, 1).row("m").set(size, 2).build();

        // A column of its own is written once and not kept; what comes after it in the same memory is.
        assertThat(write(
                        PageFormat.TEXT,
                        counters().with("server", "a:1"),
                        small.with("server", "b\"1").with("site", "x"),
                        counters().with("server", "c:1")))
                .contains("""
                        commits{server="a:1",table="a"} 2.5
                        commits{server="c:1",table="a"} 2.5
                        """, """
                        scans_total{server="a:1",table="a"} 1
                        scans_total{server="a:1",table="b\\""} 3
                        scans_total{server="c:1",table="a"} 1
                        scans_total{server="c:1",table="b\\""} 3
                        """, """
                        sizes{server="b\\"1",site="x",size="s"} 1
                        sizes{server="b\\"1",site="x",size="m"} 2
                        """);
    }

    @Test
    void openmetrics_knows_a_counter_by_its_ending() throws IOException {
        assertThat(write(PageFormat.OPENMETRICS, counters())).isEqualTo("""
                        # HELP commits A counter without\\nits \\"ending\\".
                        # TYPE commits unknown
                        commits{table="a"} 2.5
                        # HELP scans Scans.
                        # TYPE scans counter
                        scans_total{table="a"} 1
                        scans_total{table="b\\""} 3
                        # EOF
                        """);
    }

    @Test
    void a_counter_whose_short_name_is_taken_keeps_its_long_one() throws IOException {
        SampleTable taken = SampleTable.single(Family.gauge("scans", "Something else."), 1);

        assertThat(write(PageFormat.OPENMETRICS, counters(), taken)).contains("# TYPE scans_total unknown");
    }

    @Test
    void histograms_and_summaries() throws IOException {
        Family times = new Family("times", MetricType.HISTOGRAM, "Times.", List.of("cmd"));
        Family lags = new Family("lags", MetricType.SUMMARY, "Lags.", List.of());
        SampleTable.Builder histogram = SampleTable.labelled("cmd");
        int time = histogram.column(times);
        histogram.row("get").set(time, Distribution.of(new double[] {0.5, 1}, new double[] {3, 4}, 9.25, 5));
        SampleTable.Builder summary = SampleTable.labelled();
        int lag = summary.column(lags);
        summary.row().set(lag, Distribution.of(new double[] {0.5, 0.99}, new double[] {1, 2}, 7, 4));

        assertThat(write(PageFormat.TEXT, histogram.build(), summary.build())).isEqualTo("""
                        # HELP lags Lags.
                        # TYPE lags summary
                        lags{quantile="0.5"} 1
                        lags{quantile="0.99"} 2
                        lags_sum 7
                        lags_count 4
                        # HELP times Times.
                        # TYPE times histogram
                        times_bucket{cmd="get",le="0.5"} 3
                        times_bucket{cmd="get",le="1"} 4
                        times_bucket{cmd="get",le="+Inf"} 5
                        times_sum{cmd="get"} 9.25
                        times_count{cmd="get"} 5
                        """);
        assertThat(write(PageFormat.OPENMETRICS, histogram.build())).contains("le=\"1.0\"");
    }

    @Test
    void targets_with_the_same_metric_share_one_head() throws IOException {
        Family up = Family.gauge("up", "Up.");
        SampleTable one = SampleTable.single(up, 1).with("server", "a:1");
        SampleTable two = SampleTable.single(up, 0).with("server", "b:1");

        assertThat(write(PageFormat.TEXT, one, two))
                .isEqualTo("# HELP up Up.\n# TYPE up gauge\nup{server=\"a:1\"} 1\nup{server=\"b:1\"} 0\n");
    }

    @Test
    void a_name_with_two_types_is_written_once_and_the_other_counted() {
        Page page = Page.of(
                List.of(
                        SampleTable.single(Family.gauge("x", "X."), 1),
                        SampleTable.single(Family.counter("x", "X."), 2)),
                name -> true);

        assertThat(page.blocks()).hasSize(1);
        assertThat(page.dropped()).isEqualTo(1);
    }

    @Test
    void a_family_without_samples_has_no_head() throws IOException {
        SampleTable.Builder table = SampleTable.labelled("table");
        table.column(SCANS);

        assertThat(write(PageFormat.TEXT, table.build())).isEmpty();
    }
}
