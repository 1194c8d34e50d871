package com.allodoc.ops.exporter;

import static org.assertj.core.api.Assertions.assertThat;

import com.allodoc.ops.exporter.testing.Await;
import com.allodoc.ops.exporter.testing.RedisServer;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** redis_exporter's {@code /scrape?target=&check-keys=} with a real server. */
@Timeout(120)
class RequestedKeysIT {
    @TempDir
    private Path folder;

    @Test
    void each_request_gets_the_keys_it_asks_for_where_the_module_lets_it() throws Exception {
        try (RedisServer redis = RedisServer.start();
                Exporter exporter = Exporter.of(ConfigText.read(folder, """
                    listen: {addresses: ["127.0.0.1:0"]}
                    probe:
                      redis:
                        - {targets: ["127.0.0.1:%1$d"], keys: {check: [secret]}}
                        - {name: open, targets: ["127.0.0.1:%1$d"], keys: {fromRequest: true}}
                    """.formatted(redis.port())))) {
            redis.command("SET", "cart", "five!");
            redis.command("SET", "secret", "no");
            exporter.start();
            String open = "/scrape?module=open&target=127.0.0.1:" + redis.port();

            Await.until(() -> get(exporter, open + "&check-single-keys=cart")
                    .contains("redis_key_size{db=\"db0\",key=\"cart\"} 5\n"));
            Await.until(() ->
                    get(exporter, open + "&count-keys=db0%3D*").contains("redis_keys_count{db=\"db0\",key=\"*\"} 2\n"));
            assertThat(get(exporter, open)).contains("redis_up 1\n").doesNotContain("cart", "secret");

            assertThat(get(exporter, "/scrape?target=127.0.0.1:" + redis.port() + "&check-keys=*"))
                    .startsWith("HTTP/1.1 403")
                    .contains("add keys: {fromRequest: true}");
            assertThat(get(exporter, open + "&check-keys=dbx%3Da"))
                    .startsWith("HTTP/1.1 400")
                    .contains("The keys can't be read: expected a key or pattern");
            assertThat(get(exporter, "/metrics")).contains("redis_target_scrape_request_errors_total 2\n");
        }
    }

    private static String get(Exporter exporter, String path) throws Exception {
        return RawRequest.get(exporter.addresses().get(0), path);
    }
}
