package com.allodoc.ops.exporter.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

class InfoSectionTest {
    private static final InfoSection SECTION = InfoSection.of("some", """
            gauge   | used           | redis_used | Help.
            counter | fork_usec/1e6  | redis_fork_seconds_total | Help.
            """);

    @Test
    void turns_fields_into_metrics() {
        Page page = Page.of(List.of(SECTION.table(parse("used:5\r\nfork_usec:1500000\r\nother:1\r\n"))));
        assertThat(page.series()).hasSize(2);
        assertThat(page.value("redis_used")).isEqualTo(5);
        assertThat(page.value("redis_fork_seconds_total")).isEqualTo(1.5);
        assertThat(page.types()).containsEntry("redis_fork_seconds_total", "counter");
    }

    @Test
    void leaves_out_what_the_server_does_not_give() {
        assertThat(Page.of(List.of(SECTION.table(parse("used:nothing\r\n")))).series())
                .isEmpty();
    }

    @Test
    void refuses_a_line_that_is_no_row() {
        assertThatThrownBy(() -> InfoSection.of("some", "gauge | used | redis_used"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("type | field | metric | help");
    }

    private static InfoReply parse(String text) {
        return InfoReply.parse(text.getBytes(StandardCharsets.UTF_8));
    }
}
