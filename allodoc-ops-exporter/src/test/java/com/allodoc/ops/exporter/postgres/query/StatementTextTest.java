package com.allodoc.ops.exporter.postgres.query;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StatementTextTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    SELECT  a  , b FROM t WHERE c = $1       | SELECT a , b FROM t WHERE c = $1
                    select 1 -- of patient Miller            | select 1
                    /* user=bob */ UPDATE t SET a = $1       | UPDATE t SET a = $1
                    /* a /* b */ c */ DELETE FROM t          | DELETE FROM t
                    SELECT 1 /* cut off in the mid           | SELECT 1
                    (SELECT 1) UNION (SELECT 2)              | (SELECT 1) UNION (SELECT 2)
                    ALTER ROLE bob PASSWORD 'secret'         | ALTER ...
                    COPY t FROM PROGRAM 'curl secret'        | COPY ...
                    do $$ secret $$                          | do ...
                    """)
    void only_what_holds_no_constant_is_shown(String query, String shown) {
        assertThat(StatementText.shown(query)).isEqualTo(shown);
    }

    @Test
    void a_long_one_is_cut_but_no_character_is() {
        assertThat(StatementText.shown("SELECT " + "x".repeat(500))).hasSize(StatementText.LENGTH);
        String rockets = StatementText.shown("SELECT " + "\ud83d\ude80".repeat(200));
        assertThat(rockets.length()).isLessThanOrEqualTo(StatementText.LENGTH);
        assertThat(rockets.codePointAt(rockets.offsetByCodePoints(rockets.length(), -1)))
                .isEqualTo(0x1F680);
    }

    @Test
    void none_at_all_is_empty() {
        assertThat(StatementText.shown(null)).isEmpty();
    }
}
