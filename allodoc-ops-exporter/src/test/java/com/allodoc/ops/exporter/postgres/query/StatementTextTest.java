package com.allodoc.ops.exporter.postgres.query;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class StatementTextTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    SELECT  a  , b FROM t WHERE c = $1       | SELECT a , b FROM t WHERE c = $1
                    select 1 -- of patient Miller            | select ?
                    /* user=bob */ UPDATE t SET a = $1       | UPDATE t SET a = $1
                    /* a /* b */ c */ DELETE FROM t          | DELETE FROM t
                    SELECT 1 /* cut off in the mid           | SELECT ?
                    (SELECT 1) UNION (SELECT 2)              | (SELECT ?) UNION (SELECT ?)
                    ALTER ROLE bob PASSWORD 'secret'         | ALTER ...
                    COPY t FROM PROGRAM 'curl secret'        | COPY ...
                    SELECT * FROM t WHERE id = 4711 AND x2 > $1 | SELECT * FROM t WHERE id = ? AND x2 > $1
                    UPDATE t SET b = $tag$ Miller $tag$      | UPDATE t SET b = ...
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
    void a_text_ends_where_a_string_begins() {
        assertThat(StatementText.shown("SELECT 1 FROM t WHERE n = 'Miller\\' OR 'x' = $1"))
                .isEqualTo("SELECT ? FROM t WHERE n = ...");
    }

    @Test
    void none_at_all_is_empty() {
        assertThat(StatementText.shown(null)).isEmpty();
    }
}
