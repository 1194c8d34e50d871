package com.allodoc.ops.exporter.redis;

import com.allodoc.ops.exporter.collect.Collected;
import com.allodoc.ops.exporter.collect.Deadline;
import com.allodoc.ops.exporter.sample.Family;
import com.allodoc.ops.exporter.sample.SampleTable;
import java.util.ArrayList;
import java.util.List;

/** Backlog, offsets, the replicas of a master and the master of a replica. Source: INFO Replication and Stats. */
final class Replication implements RedisCollector {
    static final String SECTION = "Replication";

    private static final InfoSection FIELDS = InfoSection.of("replication", """
            gauge | connected_slaves               | redis_connected_slaves | Replicas connected.
            gauge | repl_backlog_size              | redis_replication_backlog_bytes | Size of the backlog.
            gauge | repl_backlog_active            | redis_repl_backlog_is_active | Whether the backlog is kept (1).
            gauge | repl_backlog_first_byte_offset | redis_repl_backlog_first_byte_offset | Offset of the oldest byte in the backlog.
            gauge | repl_backlog_histlen           | redis_repl_backlog_history_bytes | Bytes in the backlog.
            gauge | master_repl_offset             | redis_master_repl_offset | Offset of the server's own replication stream.
            gauge | second_repl_offset             | redis_second_repl_offset | Offset up to which the former id is accepted; -1 for none.
            gauge | slave_expires_tracked_keys     | redis_slave_expires_tracked_keys | Keys a writable replica expires itself.
            gauge | slave_priority                 | redis_slave_priority | Priority for promotion; 0 for never.
            gauge | sync_full                      | redis_replica_resyncs_full | Full synchronisations of replicas.
            gauge | sync_partial_ok                | redis_replica_partial_resync_accepted | Partial synchronisations granted.
            gauge | sync_partial_err               | redis_replica_partial_resync_denied | Partial synchronisations denied.
            """);

    @Override
    public String name() {
        return "replication";
    }

    @Override
    public List<Family> families() {
        List<Family> families = new ArrayList<>(FIELDS.families());
        families.addAll(Replicas.FAMILIES);
        families.addAll(Masters.FAMILIES);
        return families;
    }

    @Override
    public Collected collect(RedisSession session, Deadline deadline) {
        InfoReply info = session.info();
        List<SampleTable> tables = new ArrayList<>();
        tables.add(FIELDS.table(info));
        tables.addAll(Replicas.tables(info));
        tables.addAll(Masters.tables(info));
        return new Collected.Tables(tables);
    }
}
