package com.allodoc.ops.exporter.http;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PageBufferTest {
    private static String number(double value) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        new PageBuffer(out).number(value).flush();
        return out.toString(StandardCharsets.US_ASCII);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "-0.0, -0.0",
        "1, 1",
        "-1, -1",
        "42, 42",
        "1234567890123, 1234567890123",
        "0.5, 0.5",
        "9007199254740991, 9007199254740991",
        "9.3E18, 9.3E18",
        "NaN, NaN",
        "Infinity, +Inf",
        "-Infinity, -Inf",
        "4.9E-324, 4.9E-324",
        "1.7976931348623157E308, 1.7976931348623157E308"
    })
    void numbers(double value, String text) throws IOException {
        assertThat(number(value)).isEqualTo(text);
    }

    @Test
    void every_double_is_read_back_as_itself() throws IOException {
        long seed = Long.getLong("seed", System.nanoTime());
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < 100_000; i++) {
            double value =
                    i % 2 == 0 ? Double.longBitsToDouble(random.nextLong()) : random.nextLong(-1L << 60, 1L << 60);
            if (Double.isInfinite(value)) {
                continue;
            }
            assertThat(Double.valueOf(number(value))).as("seed %d", seed).isEqualTo(Double.valueOf(value));
        }
    }

    @Test
    void long_output_arrives_whole_and_in_order() throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PageBuffer buffer = new PageBuffer(out);
        byte[] big = "x".repeat(40_000).getBytes(StandardCharsets.US_ASCII);
        StringBuilder expected = new StringBuilder();
        for (int i = 0; i < 5_000; i++) {
            buffer.ascii("n").number(i).ascii(' ');
            expected.append('n').append(i).append(' ');
        }
        buffer.bytes(big, 0, big.length).ascii('.').flush();
        expected.append("x".repeat(40_000)).append('.');

        assertThat(out.toString(StandardCharsets.US_ASCII)).isEqualTo(expected.toString());
    }
}
