package com.allodoc.ops.exporter.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SpareBytesTest {
    private final SpareBytes spare = new SpareBytes();

    @Test
    void gives_what_it_was_given() {
        byte[] bytes = spare.take(10);
        spare.giveBack(bytes);

        assertThat(spare.take(10)).isSameAs(bytes);
    }

    @Test
    void gives_nothing_to_two() {
        spare.giveBack(new byte[20]);
        byte[] first = spare.take(10);

        assertThat(spare.take(10)).isNotSameAs(first).hasSize(20);
    }

    @Test
    void gives_nothing_that_is_too_short() {
        spare.giveBack(new byte[20]);

        assertThat(spare.take(30)).hasSize(30);
    }
}
