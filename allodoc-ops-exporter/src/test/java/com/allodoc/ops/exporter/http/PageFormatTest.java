package com.allodoc.ops.exporter.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PageFormatTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "application/openmetrics-text;version=1.0.0;q=0.5,text/plain;version=0.0.4;q=0.3,*/*;q=0.2|OPENMETRICS",
                "application/openmetrics-text; version=1.0.0; charset=utf-8|OPENMETRICS",
                "Application/OpenMetrics-Text|OPENMETRICS",
                "application/openmetrics-text;q=0.1,text/plain;q=0.9|TEXT",
                "application/openmetrics-text;q=0|TEXT",
                "text/plain;version=0.0.4|TEXT",
                "*/*|TEXT",
                "text/html,application/xhtml+xml|TEXT",
                ";;;,,,q=|TEXT",
                "application/openmetrics-text;q=nonsense|TEXT",
            })
    void the_client_chooses(String accept, PageFormat format) {
        assertThat(PageFormat.accepted(accept)).isEqualTo(format);
    }

    @Test
    void without_a_wish_it_is_the_text_format() {
        assertThat(PageFormat.accepted(null)).isEqualTo(PageFormat.TEXT);
    }
}
