package com.allodoc.ops.exporter.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RedisKeyTest {
    @ParameterizedTest
    @CsvSource(textBlock = """
                    carts:*,          0, carts:*
                    db3=one,          3, one
                    3=one,            3, one
                    ' db0 = a ',      0, a
                    a%3Db,            0, a=b
                    db1=a%2Cb%25,     1, 'a,b%'
                    M%C3%BCller,      0, Müller
                    """)
    void is_read_and_written_back(String text, int database, String key) {
        RedisKey parsed = RedisKey.parse(text);
        assertThat(parsed).isEqualTo(new RedisKey(database, key));
        assertThat(RedisKey.parse(parsed.toString())).isEqualTo(parsed);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "db=a", "dbx=a", "-1=a", "db3=", "a%2", "a%zz", "9999999=a", "a=b=c"})
    void is_refused_when_it_is_none(String text) {
        assertThatIllegalArgumentException().isThrownBy(() -> RedisKey.parse(text));
    }
}
