package com.allodoc.ops.exporter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.allodoc.ops.exporter.config.RedisKey;
import com.allodoc.ops.exporter.config.RedisKeyOptions;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RequestedKeysTest {
    private static final RedisKeyOptions MODULE = RedisKeyOptions.DEFAULT.asking(
            List.of(new RedisKey(0, "own")), List.of(), List.of(new RedisKey(0, "mail")));

    @Test
    void take_the_place_of_the_modules_and_leave_what_they_do_not_name() {
        RedisKeyOptions asked = RequestedKeys.over(
                MODULE, Map.of("check-keys", "db3=carts:*, one", "check-single-keys", "two", "count-keys", "s:*"));

        assertThat(asked.check())
                .containsExactly(new RedisKey(3, "carts:*"), new RedisKey(0, "one"), new RedisKey(0, "two"));
        assertThat(asked.count()).containsExactly(new RedisKey(0, "s:*"));
        assertThat(asked.streams()).containsExactly(new RedisKey(0, "mail"));
        assertThat(asked.keysPerMinute()).isEqualTo(MODULE.keysPerMinute());
    }

    @Test
    void are_the_modules_when_the_request_has_none() {
        assertThat(RequestedKeys.over(MODULE, Map.of())).isEqualTo(MODULE);
    }

    @ParameterizedTest
    @ValueSource(strings = {"dbx=key", "db0=", "db1234567=key"})
    void must_be_readable(String keys) {
        Map<String, String> parameters = Map.of("check-streams", keys);
        assertThatThrownBy(() -> RequestedKeys.over(MODULE, parameters))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("expected a key or pattern");
    }

    @Test
    void are_bounded() {
        Map<String, String> parameters = Map.of("check-keys", "a,".repeat(101));
        assertThatThrownBy(() -> RequestedKeys.over(MODULE, parameters))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("may ask for 100");
    }
}
