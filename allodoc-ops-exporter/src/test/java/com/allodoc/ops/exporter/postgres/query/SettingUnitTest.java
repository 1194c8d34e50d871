package com.allodoc.ops.exporter.postgres.query;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingUnitTest {

    @ParameterizedTest
    @CsvSource({
        "'', 0.0025, '', 0.0025",
        "'', 1e+06, '', 1000000",
        "ms, 200, _seconds, 0.2",
        "ms, 1, _seconds, 0.001",
        "s, 300, _seconds, 300",
        "min, 5, _seconds, 300",
        "h, 2, _seconds, 7200",
        "d, 1, _seconds, 86400",
        "B, 16777216, _bytes, 16777216",
        "kB, 4096, _bytes, 4194304",
        "8kB, 16384, _bytes, 134217728",
        "16MB, 3, _bytes, 50331648",
        "MB, 1024, _bytes, 1073741824",
        "TB, 1, _bytes, 1099511627776",
        "ms, -1, _seconds, -1",
        "kB, -1, _bytes, -1",
        "8kB, -1, _bytes, -1",
        "kB, 0, _bytes, 0"
    })
    void a_setting_becomes_seconds_or_bytes(String unit, String setting, String suffix, double expected) {
        SettingUnit found = SettingUnit.of(unit).orElseThrow();
        assertThat(found.suffix()).isEqualTo(suffix);
        assertThat(found.convert(setting)).hasValue(expected);
    }

    @Test
    void a_unit_left_on_the_value_is_taken_off() {
        assertThat(SettingUnit.of("s").orElseThrow().convert("300 s")).hasValue(300);
        assertThat(SettingUnit.of("ms").orElseThrow().convert("250ms")).hasValue(0.25);
    }

    @Test
    void what_is_no_number_has_no_value() {
        assertThat(SettingUnit.of("").orElseThrow().convert("0x1x")).isEmpty();
    }

    @Test
    void a_unit_that_nobody_knows_is_none() {
        assertThat(SettingUnit.of("parsec")).isEmpty();
    }
}
