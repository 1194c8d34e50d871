package com.allodoc.ops.exporter.http;

import static org.assertj.core.api.Assertions.assertThat;

import com.allodoc.ops.exporter.testing.Seed;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NumberTextTest {
    private final long seed = Seed.value();
    private final NumberText numbers = new NumberText();
    private final byte[] bytes = new byte[NumberText.MAX_LENGTH];

    private String value(double value) {
        int end = numbers.value(value, bytes, 0);
        if (numbers.length(value) != end) {
            throw new AssertionError("seed " + seed + ": the length of " + value + " is not " + numbers.length(value));
        }
        return new String(bytes, 0, end, StandardCharsets.US_ASCII);
    }

    @ParameterizedTest
    @CsvSource({
        "0, 0",
        "-0.0, -0",
        "1, 1",
        "-1, -1",
        "42, 42",
        "1234567890123, 1234567890123",
        "0.5, 0.5",
        "-0.1, -0.1",
        "0.0001, 0.0001",
        "0.00001, 1e-05",
        "123.456, 123.456",
        "9007199254740991, 9007199254740991",
        "9007199254740993, 9007199254740992",
        "9.3E18, 9300000000000000000",
        "1E20, 100000000000000000000",
        "1E21, 1e+21",
        "1.5E300, 1.5e+300",
        "NaN, NaN",
        "Infinity, +Inf",
        "-Infinity, -Inf",
        "2E-323, 2e-323",
        "4.9E-324, 5e-324",
        "2.2250738585072014E-308, 2.2250738585072014e-308",
        "1.7976931348623157E308, 1.7976931348623157e+308",
        "2.0E-3, 0.002",
        "2.2E-322, 2.2e-322",
        "2.98023223876953125E-8, 2.9802322387695312e-08"
    })
    void values(double value, String text) {
        assertThat(value(value)).isEqualTo(text);
    }

    @ParameterizedTest
    @CsvSource({
        "1, 1, 1.0",
        "0.005, 0.005, 0.005",
        "100000, 100000, 100000.0",
        "1E6, 1e+06, 1e+06",
        "-2.5E6, -2.5e+06, -2.5e+06"
    })
    void edges_are_those_of_the_go_library(double edge, String text, String openMetrics) throws IOException {
        assertThat(edge(edge, PageFormat.TEXT)).isEqualTo(text);
        assertThat(edge(edge, PageFormat.OPENMETRICS)).isEqualTo(openMetrics);
    }

    private static String edge(double edge, PageFormat format) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        PageBuffer.to(out).edge(edge, format).flush();
        return out.toString(StandardCharsets.US_ASCII);
    }

    @Test
    void two_hundred_thousand_doubles_are_read_back_as_themselves_and_none_can_be_shorter() {
        check(200_000);
    }

    @Test
    @Tag("endurance")
    void twenty_million_doubles_are_read_back_as_themselves_and_none_can_be_shorter() {
        check(20_000_000);
    }

    @Test
    void every_power_of_two_and_its_neighbours() {
        for (double power = Double.MIN_VALUE; power < Double.POSITIVE_INFINITY; power *= 2) {
            checkOne(Math.nextDown(power));
            checkOne(power);
            checkOne(Math.nextUp(power));
        }
    }

    @Test
    void every_small_subnormal() {
        for (long bits = 1; bits < 20_000; bits++) {
            checkOne(Double.longBitsToDouble(bits));
        }
    }

    @Test
    void every_power_of_ten_has_one_digit() {
        for (int exponent = -323; exponent <= 308; exponent++) {
            double power = Double.parseDouble("1e" + exponent);
            checkOne(power);
            checkOne(Math.nextUp(power));
            assertThat(value(power).replaceAll("e.*|[.0]", "")).isEqualTo("1");
        }
    }

    private void check(int count) {
        SplittableRandom random = new SplittableRandom(seed);
        for (int i = 0; i < count; i++) {
            double value = switch (i % 6) {
                case 0 -> Double.longBitsToDouble(random.nextLong());
                case 1 -> random.nextLong(-1L << 60, 1L << 60);
                case 2 -> random.nextInt(1_000_000_000) / 1000.0;
                case 3 -> random.nextLong(1L << (1 + random.nextInt(52))) / 1e9;
                case 4 -> Math.nextUp(random.nextLong(1L << (1 + random.nextInt(52))) / 1e9);
                default -> random.nextDouble();
            };
            if (!Double.isNaN(value) && !Double.isInfinite(value)) {
                checkOne(value);
            }
        }
    }

    private void checkOne(double value) {
        String text = value(value);
        if (Double.parseDouble(text) != value) {
            throw new AssertionError("seed " + seed + ": " + value + " became " + text);
        }
        if (value != 0 && Math.abs(value) < 1L << 53 && value == (long) value) {
            return;
        }
        BigDecimal written = new BigDecimal(text).stripTrailingZeros();
        int digits = written.precision();
        if (digits > 1) {
            BigDecimal exact = new BigDecimal(value);
            for (RoundingMode mode : new RoundingMode[] {RoundingMode.DOWN, RoundingMode.UP}) {
                double shorter = exact.round(new MathContext(digits - 1, mode)).doubleValue();
                if (shorter == value) {
                    throw new AssertionError("seed " + seed + ": " + value + " can be shorter than " + text);
                }
            }
        }
    }
}
