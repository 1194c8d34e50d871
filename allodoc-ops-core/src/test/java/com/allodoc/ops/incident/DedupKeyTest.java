package com.allodoc.ops.incident;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class DedupKeyTest {

    @Test
    void an_alert_is_known_by_its_fingerprint() {
        assertThat(DedupKey.ofAlert("b7d2a4f0c1e35a96").value()).isEqualTo("alert:b7d2a4f0c1e35a96");
    }

    @Test
    void two_receivers_that_group_alike_are_two_things() {
        String groupKey = "{}:{alertname=\"DiskFull\"}";

        assertThat(DedupKey.ofGroup("page", groupKey)).isNotEqualTo(DedupKey.ofGroup("mail", groupKey));
        assertThat(DedupKey.ofGroup("a", "b/c")).isNotEqualTo(DedupKey.ofGroup("a/b", "c"));
    }

    @Test
    void the_longest_plain_key_is_kept_and_a_longer_one_is_hashed() {
        assertThat(DedupKey.of("k".repeat(255)).value()).isEqualTo("k".repeat(255));
        assertThat(DedupKey.of("k".repeat(256)).value()).startsWith("sha256:").hasSize(71);
        assertThat(DedupKey.of("k".repeat(256))).isNotEqualTo(DedupKey.of("k".repeat(257)));
    }

    @Test
    void a_hash_is_the_same_in_every_release() {
        // printf 'k%.0s' {1..300} | sha256sum
        assertThat(DedupKey.ofAlert("k".repeat(300)).value()).isEqualTo("alert:sha256:" + EXPECTED_300_K);
    }

    private static final String EXPECTED_300_K = "17b16d8ef494060fefa36a6a41567b8c32d213a17e02b7eeae86158cc4495461";

    @Test
    void nobody_can_claim_a_hashed_key_by_writing_it_out() {
        DedupKey hashed = DedupKey.of("k".repeat(256));

        assertThat(DedupKey.of(hashed.value())).isNotEqualTo(hashed);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a\u0000b", "a\nb", "a\uD800b", "a\uDC00b"})
    void characters_that_a_store_may_spoil_are_hashed(String text) {
        assertThat(DedupKey.of(text).value()).startsWith("sha256:");
    }

    @Test
    void texts_that_differ_only_in_broken_characters_stay_apart() {
        assertThat(DedupKey.of("a\uD800b"))
                .isNotEqualTo(DedupKey.of("a\uDC00b"))
                .isNotEqualTo(DedupKey.of("a?b"));
    }

    @Test
    void a_blank_key_is_refused() {
        assertThatThrownBy(() -> DedupKey.ofAlert(" "))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("value must not be blank");
    }

    @Test
    void a_key_that_is_too_long_can_not_be_made_past_the_factory() {
        assertThatThrownBy(() -> new DedupKey("k".repeat(256)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("DedupKey.of(..)");
    }
}
