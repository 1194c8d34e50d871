package com.allodoc.ops.exporter.redis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class ClusterNodeTest {
    private static final RedisSettings SEED = RedisSettings.of("cache", "seed", 7000);

    @Test
    void is_read_in_the_form_of_every_version_and_the_failed_come_last() {
        List<ClusterNode> nodes = ClusterNode.parse("""
                a1 10.0.0.1:7000 master,fail - 1 2 1 disconnected 0-100
                b2 10.0.0.2:7001@17001 myself,master - 0 0 2 connected 101-16383
                c3 10.0.0.3:7002@17002,three.example slave b2 0 0 2 connected
                d4 fd00::1:7003@17003,,tls-port=0,shard-id=x slave b2 0 0 2 connected
                e5 :0@0 master,noaddr - 1 2 3 disconnected
                f6 10.0.0.6:7005@17005 handshake - 0 0 0 disconnected
                nonsense
                """, SEED);
        assertThat(nodes)
                .extracting(ClusterNode::address)
                .containsExactly("10.0.0.2:7001", "10.0.0.3:7002", "[fd00::1]:7003", "10.0.0.1:7000");
        assertThat(nodes.get(1)).isEqualTo(new ClusterNode("c3", "10.0.0.3", 7002, Set.of("slave"), "b2"));
        assertThat(nodes.get(3).isFailed()).isTrue();
    }

    @Test
    void that_was_never_met_is_where_it_was_asked() {
        assertThat(ClusterNode.parse("a1 :7000@17000 myself,master - 0 0 1 connected 0-16383\n", SEED))
                .extracting(ClusterNode::address)
                .containsExactly("seed:7000");
    }

    @Test
    void has_its_name_where_a_certificate_is_checked() {
        RedisSettings tls =
                RedisSettings.builder("cache").host("seed").tls(true).build();
        assertThat(ClusterNode.parse("c3 10.0.0.3:7002@17002,three.example slave b2 0 0 2 connected\n", tls))
                .extracting(ClusterNode::host)
                .containsExactly("three.example");
    }
}
