package com.allodoc.ops.exporter.redis;

import static org.assertj.core.api.Assertions.assertThat;

import com.allodoc.ops.exporter.testing.Await;
import com.allodoc.ops.exporter.testing.RedisServer;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Three real sentinels over a master and its replica, and a failover between two scrapes. */
class RedisSentinelIT {
    private static RedisServer sentinel(RedisServer master) {
        return RedisServer.sentinel(
                "sentinel monitor main 127.0.0.1 " + master.port() + " 2",
                "sentinel down-after-milliseconds main 1000",
                "sentinel failover-timeout main 5000",
                "sentinel parallel-syncs main 1");
    }

    @Test
    void see_a_failover() throws Exception {
        try (RedisServer master = RedisServer.debian();
                RedisServer replica = RedisServer.debian("replicaof 127.0.0.1 " + master.port());
                RedisServer first = sentinel(master);
                RedisServer second = sentinel(master);
                RedisServer third = sentinel(master);
                Scrapes scrapes = new Scrapes(Scrapes.settings(first.port())
                        .watch(RedisWatch.builder().allConfig(true).build())
                        .build())) {
            replica.await("master_link_status:up", "INFO", "replication");
            for (RedisServer sentinel : List.of(first, second, third)) {
                sentinel.await("status=ok,address=127.0.0.1:" + master.port() + ",slaves=1,sentinels=3", "INFO");
            }
            Await.until(() -> scrapes.page()
                    .is(
                            "redis_sentinel_master_ok_slaves{master_address=127.0.0.1:" + master.port()
                                    + ", master_name=main}",
                            1));
            Page before = scrapes.page();
            String[] labels = {"master_name", "main", "master_address", "127.0.0.1:" + master.port()};
            assertThat(before.value("redis_sentinel_masters")).isEqualTo(1);
            assertThat(before.value("redis_sentinel_master_sentinels", labels)).isEqualTo(3);
            assertThat(before.value("redis_sentinel_master_ok_sentinels", labels))
                    .isEqualTo(3);
            assertThat(before.value("redis_sentinel_master_setting_ckquorum", labels))
                    .isEqualTo(2);
            assertThat(before.value("redis_sentinel_master_setting_down_after_milliseconds", labels))
                    .isEqualTo(1000);
            assertThat(before.of("redis_sentinel_peer_info")).hasSize(2);
            assertThat(before.of("redis_sentinel_master_ckquorum_status"))
                    .singleElement()
                    .satisfies(key -> assertThat(before.series().get(key)).isEqualTo(1));
            assertThat(before.of("redis_sentinel_config_value")).isNotEmpty();
            assertThat(before.types().keySet()).noneMatch(name -> name.startsWith("redis_config_"));
            double epoch = before.value("redis_sentinel_master_config_epoch", labels);

            master.kill();
            String heir = "127.0.0.1:" + replica.port();
            Await.until(Duration.ofSeconds(90), () -> first.command("INFO").contains("status=ok,address=" + heir));

            Page after = scrapes.page();
            assertThat(after.value("redis_up")).isEqualTo(1);
            assertThat(after.value("redis_sentinel_master_config_epoch", "master_name", "main", "master_address", heir))
                    .isGreaterThan(epoch);
            assertThat(after.value("redis_sentinel_master_ok_slaves", "master_name", "main", "master_address", heir))
                    .isLessThanOrEqualTo(1);
            assertThat(after.of("redis_sentinel_master_status"))
                    .singleElement()
                    .asString()
                    .contains("master_status=ok");
        }
    }
}
