package com.allodoc.ops.exporter.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.allodoc.ops.exporter.sample.Family;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;

class PgQueryTest {

    @Nested
    class Of_several_texts {
        private final PgQuery query = PgQuery.named("x")
                .since(13)
                .sql("thirteen")
                .since(17)
                .before(19)
                .sql("seventeen")
                .gauge("pg_x", "x", "X.")
                .build();

        @Test
        void the_one_with_the_latest_since_that_fits_is_asked() {
            assertThat(query.sql(13)).contains("thirteen");
            assertThat(query.sql(16)).contains("thirteen");
            assertThat(query.sql(17)).contains("seventeen");
            assertThat(query.sql(18)).contains("seventeen");
            assertThat(query.sql(19)).contains("thirteen");
        }

        @Test
        void none_is_asked_of_a_version_that_none_fits() {
            assertThat(query.sql(12)).isEmpty();
        }
    }

    @Test
    void its_families_carry_the_labels_of_their_table() {
        PgQuery query = PgQuery.named("x")
                .sql("SELECT")
                .label("a")
                .label("b")
                .counter("pg_one", "one", "One.")
                .table()
                .label("a")
                .gauge("pg_two", "two", "Two.")
                .build();
        assertThat(query.families())
                .containsExactly(Family.counter("pg_one", "One.", "a", "b"), Family.gauge("pg_two", "Two.", "a"));
    }

    @Nested
    class Is_refused {
        @Test
        void without_a_text() {
            assertThatIllegalArgumentException()
                    .isThrownBy(
                            () -> PgQuery.named("x").gauge("pg_x", "x", "X.").build())
                    .withMessageContaining("sql");
        }

        @Test
        void without_a_metric() {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> PgQuery.named("x").sql("SELECT 1").build())
                    .withMessageContaining("without a metric");
        }

        @Test
        void with_one_metric_twice() {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> PgQuery.named("x")
                            .sql("SELECT 1")
                            .gauge("pg_x", "x", "X.")
                            .gauge("pg_x", "y", "Y.")
                            .build())
                    .withMessageContaining("twice");
        }

        @Test
        void with_a_label_after_a_metric() {
            assertThatIllegalArgumentException()
                    .isThrownBy(
                            () -> PgQuery.named("x").gauge("pg_x", "x", "X.").label("a"))
                    .withMessageContaining("put it before");
        }

        @Test
        void with_a_range_of_versions_that_holds_none() {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> PgQuery.named("x").since(17).before(17))
                    .withMessageContaining("before");
        }

        @Test
        void with_a_name_that_cannot_be_a_label() {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> PgQuery.named("stat activity"))
                    .withMessageContaining("name");
        }
    }
}
