package com.allodoc.ops.exporter.redis;

import static org.assertj.core.api.Assertions.assertThat;

import com.allodoc.ops.exporter.testing.Seed;
import java.nio.charset.StandardCharsets;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class InfoNumberTest {

    private static OptionalDouble parse(String text) {
        byte[] bytes = ("x" + text + "y").getBytes(StandardCharsets.UTF_8);
        return InfoNumber.parse(bytes, 1, bytes.length - 1);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "10, 10",
        "-1, -1",
        "1.08, 1.08",
        "0.012297, 0.012297",
        "-0.5, -0.5",
        "5., 5",
        ".5, 0.5",
        "1795473723149737, 1795473723149737",
        "18446744073709551615, 18446744073709551615",
        "1e3, 1000",
        "ok, 1",
        "true, 1",
        "err, 0",
        "fail, 0",
        "false, 0",
        "OK, 1"
    })
    void is_read_as_redis_exporter_reads_it(String text, double expected) {
        assertThat(parse(text)).hasValue(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "-", ".", "1.2.3", "102.51%", "894.84K", "no-failover", "0x10", "1f", "--1", "1-"})
    void is_absent_when_it_is_none(String text) {
        assertThat(parse(text)).isEmpty();
    }

    @Test
    void may_be_none_of_the_finite_ones() {
        assertThat(parse("nan").getAsDouble()).isNaN();
        assertThat(parse("-nan").getAsDouble()).isNaN();
        assertThat(parse("inf")).hasValue(Double.POSITIVE_INFINITY);
    }

    @Test
    void is_the_same_as_the_long_way_round_finds() {
        long seed = Seed.value();
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < 100_000; i++) {
            String text = String.valueOf(random.nextLong(1L << (1 + random.nextInt(62))));
            int point = random.nextInt(text.length() + 1);
            String number = text.substring(0, point) + '.' + text.substring(point) + random.nextInt(100);
            assertThat(parse(number)).as("%s, seed %d", number, seed).hasValue(Double.parseDouble(number));
        }
    }
}
