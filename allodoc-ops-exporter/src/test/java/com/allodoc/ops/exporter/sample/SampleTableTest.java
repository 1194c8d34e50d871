package com.allodoc.ops.exporter.sample;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SampleTableTest {
    private static final Family SIZE = Family.gauge("size_bytes", "Size.", "name");
    private static final Family SCANS = Family.counter("scans", "Scans.", "name");
    private static final Family TIMES = new Family("times", MetricType.HISTOGRAM, "Times.", List.of("name"));

    @Test
    void what_is_never_set_is_absent() {
        SampleTable.Builder builder = SampleTable.labelled("name");
        int size = builder.column(SIZE);
        int scans = builder.column(SCANS);
        builder.row("a").set(size, 1);
        builder.row("b").set(scans, 2);
        builder.row("c");
        SampleTable table = builder.build();

        assertThat(presence(table, 0)).containsExactly(true, false, false);
        assertThat(presence(table, 1)).containsExactly(false, true, false);
        assertThat(table.samples()).isEqualTo(2);
    }

    @Test
    void a_nan_of_the_server_is_a_value() {
        SampleTable table = SampleTable.single(SIZE, Double.NaN);

        ScalarColumn column = (ScalarColumn) table.columns().get(0);
        assertThat(column.isPresent(0)).isTrue();
        assertThat(column.value(0)).isNaN();
    }

    @Test
    void a_thousand_rows_keep_their_labels_and_values() {
        SampleTable.Builder builder = SampleTable.labelled("schema", "name");
        int size = builder.column(SIZE);
        for (int i = 0; i < 1000; i++) {
            builder.row("s" + i % 3, "t" + i).set(size, i);
        }
        SampleTable table = builder.build();

        assertThat(table.rows()).isEqualTo(1000);
        assertThat(table.labelValue(999, 0)).isEqualTo("s0");
        assertThat(table.labelValue(999, 1)).isEqualTo("t999");
        assertThat(((ScalarColumn) table.columns().get(0)).value(999)).isEqualTo(999);
    }

    @Test
    void a_column_may_be_added_when_its_first_value_turns_up() {
        SampleTable.Builder builder = SampleTable.labelled("name");
        builder.row("a");
        int late = builder.column(SIZE);
        builder.row("b").set(late, 7);

        assertThat(presence(builder.build(), 0)).containsExactly(false, true);
    }

    @Test
    void a_null_label_is_an_empty_one() {
        SampleTable.Builder builder = SampleTable.labelled("name");
        int size = builder.column(SIZE);
        builder.row((String) null).set(size, 1);

        assertThat(builder.build().labelValue(0, 0)).isEmpty();
    }

    @Test
    void a_distribution_counts_its_buckets_sum_and_count() {
        SampleTable.Builder builder = SampleTable.labelled("name");
        int times = builder.column(TIMES);
        builder.row("a");
        builder.row("b").set(times, Distribution.of(new double[] {1, 2}, new double[] {3, 4}, 9, 5));
        SampleTable table = builder.build();

        assertThat(presence(table, 0)).containsExactly(false, true);
        assertThat(table.samples()).isEqualTo(5);
    }

    @Test
    void a_constant_label_stands_before_the_others_and_shares_the_rows() {
        SampleTable table = SampleTable.single(Family.gauge("up", "Up."), 1).with("server", "db1:5432");

        assertThat(table.constantNames()).containsExactly("server");
        assertThat(table.constantValue(0)).isEqualTo("db1:5432");
        assertThatThrownBy(() -> table.with("server", "other")).hasMessageContaining("is there already");
    }

    @Test
    void misuse_is_refused_by_name() {
        SampleTable.Builder builder = SampleTable.labelled("name");
        int size = builder.column(SIZE);
        int times = builder.column(TIMES);

        assertThatThrownBy(() -> builder.set(size, 1)).hasMessageContaining("start a row");
        assertThatThrownBy(() -> builder.row("a", "b")).hasMessageContaining("2 for the labels [name]");
        builder.row("a");
        assertThatThrownBy(() -> builder.set(times, 1)).hasMessageContaining("takes a Distribution");
        assertThatThrownBy(() -> builder.column(SIZE.named("pg_settings_*"))).hasMessageContaining("pattern");
        assertThatThrownBy(() -> SampleTable.labelled("not-a-label")).hasMessageContaining("not-a-label");
        assertThatThrownBy(() -> Distribution.of(new double[] {2, 1}, new double[] {0, 0}, 0, 0))
                .hasMessageContaining("ascend");
    }

    private static Boolean[] presence(SampleTable table, int column) {
        return IntStream.range(0, table.rows())
                .mapToObj(table.columns().get(column)::isPresent)
                .toArray(Boolean[]::new);
    }

    @Test
    void other_numbers_share_the_labels() {
        SampleTable.Builder builder = SampleTable.labelled("name");
        int size = builder.column(SIZE);
        builder.row("a").set(size, 1);
        builder.row("b").set(size, 2);
        SampleTable table = builder.build().with("server", "x");

        SampleTable others = table.withNumbers(new double[] {3, 4});
        assertThat(others.labelValue(1, 0)).isEqualTo("b");
        assertThat(others.constantValue(0)).isEqualTo("x");
        assertThat(((ScalarColumn) others.columns().get(0)).value(1)).isEqualTo(4);
        assertThat(others.isLike(table)).isTrue();
        assertThatThrownBy(() -> table.withNumbers(new double[] {3}))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("numbers: 1 for 2 rows and 1 columns");
    }
}
