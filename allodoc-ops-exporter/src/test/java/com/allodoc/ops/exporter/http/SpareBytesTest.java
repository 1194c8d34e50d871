package com.allodoc.ops.exporter.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class SpareBytesTest {
    private final SpareBytes spare = new SpareBytes();

    @Test
    void gives_what_it_was_given() {
        byte[] bytes = spare.take(10);
        spare.giveBack(bytes, 10);

        assertThat(spare.take(10)).isSameAs(bytes);
    }

    @Test
    void gives_nothing_to_two() {
        spare.giveBack(new byte[100], 32);
        byte[] first = spare.take(10);

        // As much as the last one used, and a little more.
        assertThat(spare.take(10)).isNotSameAs(first).hasSize(34);
    }

    @Test
    void gives_nothing_that_is_too_short() {
        spare.giveBack(new byte[20], 20);

        assertThat(spare.take(30)).hasSize(30);
    }
}
