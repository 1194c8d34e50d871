package com.allodoc.ops.exporter.redis;

import com.allodoc.ops.exporter.sample.Family;
import com.allodoc.ops.exporter.sample.SampleTable;
import java.util.Map;

/** The other sentinels of a master, a row each, and how many of them are up. Source: SENTINEL SENTINELS and SLAVES. */
final class SentinelPeers {
    static final Family INFO = Family.gauge(
            "redis_sentinel_peer_info",
            "1; the labels say who else watches the master.",
            "master_name",
            "master_address",
            "name",
            "ip",
            "port",
            "runid",
            "flags");

    private final SampleTable.Builder table = SampleTable.labelled(INFO.labels().toArray(new String[0]));
    private final int info = table.column(INFO);
    private final RowLimit limit = new RowLimit();

    /** Takes the peers of one master, and says how many are up. */
    int add(String master, String address, RedisReply peers) {
        for (RedisReply peer : peers.list()) {
            Map<String, RedisReply> fields = peer.pairs();
            if (limit.admits()) {
                table.row(
                                master,
                                address,
                                SentinelMasters.text(fields, "name"),
                                SentinelMasters.text(fields, "ip"),
                                SentinelMasters.text(fields, "port"),
                                SentinelMasters.text(fields, "runid"),
                                SentinelMasters.text(fields, "flags"))
                        .set(info, 1);
            }
        }
        return up(peers);
    }

    /** How many of a list of sentinels or replicas are not thought to be down. */
    static int up(RedisReply servers) {
        int up = 0;
        for (RedisReply server : servers.list()) {
            String flags = SentinelMasters.text(server.pairs(), "flags");
            if (!flags.isEmpty() && !flags.contains("s_down") && !flags.contains("o_down")) {
                up++;
            }
        }
        return up;
    }

    SampleTable table() {
        return table.build();
    }
}
