package com.allodoc.ops.exporter.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.allodoc.ops.exporter.config.Environment;
import java.io.ByteArrayOutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class GrantsRedisCommandTest {
    @TempDir
    private Path folder;

    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final StringWriter err = new StringWriter();

    private int run(String... args) {
        Surroundings surroundings = new Surroundings(
                Environment.of(Map.of("DATA_SOURCE_NAME", "", "DOCKER_HOST", "")),
                out,
                config -> {
                    throw new IllegalStateException("nothing is built for a line of text");
                },
                close -> () -> {},
                (format, level) -> {});
        return Cli.of(surroundings, new PrintWriter(err, true)).run(args);
    }

    private String printed() {
        return out.toString(StandardCharsets.UTF_8);
    }

    @Test
    void prints_the_rights_of_the_fixed_set() {
        assertThat(run("grants", "redis")).isZero();
        assertThat(printed()).isEqualTo("""
                        # localhost:6379, redis-7
                        ACL SETUSER monitor reset on >CHANGE-ME +client|setname +ping +info +latency|histogram\
                         +latency|latest +slowlog|len +slowlog|get +acl|log +config|get
                        """);
    }

    @Test
    void prints_what_the_file_asks_for_and_no_password() throws Exception {
        Path file = folder.resolve("ops.yml");
        Files.writeString(file, """
                targets:
                  redis:
                    - {name: cache, user: ops, password: s3cret, clients: names, keys: {check: ["carts:*"]}}
                """);
        assertThat(run("grants", "redis", "--config", file.toString())).isZero();
        assertThat(printed())
                .contains("# cache, redis-7", "ACL SETUSER ops reset", "+client|list", "+scan", "%R~carts:*")
                .doesNotContain("s3cret");
    }

    @Test
    void knows_what_other_servers_do_not_know() {
        assertThat(run("grants", "redis", "--for", "redis-6", "--user", "watcher"))
                .isZero();
        assertThat(printed()).contains("ACL SETUSER watcher reset").doesNotContain("+latency|histogram");
    }

    @Test
    void refuses_a_kind_that_there_is_not() {
        assertThat(run("grants", "redis", "--for", "redis-3")).isEqualTo(64);
        assertThat(err.toString()).contains("--for: expected one of redis-6, redis-7, valkey, sentinel");
    }

    @Test
    void needs_to_know_for_which_server() {
        assertThat(run("grants")).isEqualTo(64);
        assertThat(err.toString()).contains("for which kind of server", "redis");
    }
}
