package com.allodoc.ops.exporter.collect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.allodoc.ops.exporter.sample.Family;
import com.allodoc.ops.exporter.sample.SampleTable;
import java.util.List;
import org.junit.jupiter.api.Test;

class SeriesLimitTest {
    private static SampleTable rows(int rows) {
        SampleTable.Builder table = SampleTable.labelled("row");
        int a = table.column(Family.gauge("a", "A.", "row"));
        int b = table.column(Family.gauge("b", "B.", "row"));
        for (int i = 0; i < rows; i++) {
            table.row("r" + i).set(a, i);
            if (i > 0) {
                table.set(b, i);
            }
        }
        return table.build();
    }

    @Test
    void what_fits_goes_through_as_it_is() {
        SampleTable table = rows(4);
        SeriesLimit.Cut cut = new SeriesLimit(7).cut(List.of(table));
        assertThat(cut.tables()).containsExactly(table);
        assertThat(cut.series()).isEqualTo(7);
        assertThat(cut.dropped()).isZero();
    }

    @Test
    void a_row_goes_through_whole_or_not_at_all() {
        SeriesLimit.Cut cut = new SeriesLimit(6).cut(List.of(rows(4)));
        assertThat(cut.tables().get(0).rows()).isEqualTo(3);
        assertThat(cut.series()).isEqualTo(5);
        assertThat(cut.dropped()).isEqualTo(2);
    }

    @Test
    void the_limit_is_that_of_the_whole_scrape() {
        SeriesLimit limit = new SeriesLimit(10);
        assertThat(limit.cut(List.of(rows(4))).dropped()).isZero();
        SeriesLimit.Cut second = limit.cut(List.of(rows(4)));
        assertThat(second.series()).isEqualTo(3);
        assertThat(second.dropped()).isEqualTo(4);
        assertThat(limit.cut(List.of(rows(1))).dropped()).isEqualTo(1);
    }

    @Test
    void of_nothing_is_refused() {
        assertThatIllegalArgumentException().isThrownBy(() -> new SeriesLimit(0));
    }
}
